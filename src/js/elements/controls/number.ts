import type { MakeControl } from '../control.js';
import { button, el, input } from '../dom.js';

/** A slider with a box beside it, or a box between two buttons. */
export const number: MakeControl = (option, { set, messages }) => {
  const { id, label, unit, min = 0, max = 100, step } = option;
  const limits = { min, max, step: step ?? 'any' };
  const stepper = option.control === 'stepper';
  const box = input('number', 'input box', { inputMode: 'decimal', ...limits });
  // A number that is still being typed may be out of range or off the steps: it waits.
  box.oninput = () => box.value !== '' && box.validity.valid && set(id, box.valueAsNumber);
  const slider = input('range', 'slider', limits);
  slider.oninput = () => set(id, slider.valueAsNumber);
  // The browser brings a slider's value into its range and onto its steps.
  const bring = (value: number) => {
    slider.valueAsNumber = value;
    box.value = slider.value;
    set(id, slider.valueAsNumber);
  };
  box.onchange = () => bring(box.value === '' ? slider.valueAsNumber : box.valueAsNumber);
  const by = (steps: number) => () => bring(slider.valueAsNumber + steps * (step ?? 1));
  const less = button('less', messages.less, by(-1), '−');
  const more = button('more', messages.more, by(1), '+');
  if (!stepper) box.setAttribute('aria-label', unit ? `${label} (${unit})` : label);
  const of = unit && el('span', 'unit', {}, unit);
  const row = stepper ? [less, box, more, of] : [slider, box, of];
  return {
    node: el('div', 'number', {}, ...row),
    focus: stepper ? box : slider,
    update({ value }) {
      const now = Number(value);
      slider.valueAsNumber = now;
      const typing = box.matches(':focus') && box.valueAsNumber === now;
      if (!typing) box.value = String(now);
      less.ariaDisabled = String(now <= min);
      more.ariaDisabled = String(now >= max);
    },
  };
};
