import type { MakeControl } from '../control.js';
import { el, input } from '../dom.js';
import { chosen, radios } from './choices.js';

/** Swatches; where the template takes any color, a color field behind them. */
export const color: MakeControl = (option, context) => {
  const swatches = radios(option, 'swatch', context);
  if (!option.custom) return swatches;
  const label = `${option.label}: ${context.messages.custom}`;
  const field = input('color', 'color', { 'aria-label': label, title: context.messages.custom });
  field.oninput = () => context.set(option.id, field.value);
  const wrap = el('span', 'custom', {}, field);
  const node = el('div', 'with-custom', {}, swatches.node, wrap);
  return {
    ...swatches,
    node,
    update(state) {
      swatches.update(state);
      const choice = chosen(state);
      wrap.classList.toggle('lp-chosen', !choice);
      const css = choice?.color ?? String(state.value);
      if (/^#[\da-f]{6}/i.test(css)) field.value = css.slice(0, 7);
    },
  };
};
