import type { Place } from '../../index.js';
import type { MakeControl } from '../control.js';
import { button, el, input } from '../dom.js';

/** Where the shopper put something, in numbers: dragging it on the picture is never the only way. */
export const place: MakeControl = (option, { set, messages, preview }) => {
  let value = option.value as Place;
  const fields = (
    [
      ['x', messages.x, 1],
      ['y', messages.y, 1],
      ['scale', messages.size, 100],
      ['rotate', messages.turn, 1],
    ] as const
  ).flatMap(([key, label, factor]) => {
    const range = option[key];
    if (!range) return [];
    const [min, max] = range.map((limit) => limit * factor);
    const box = input('number', 'input box', { min, max, step: 'any', inputMode: 'decimal' });
    // A number that is still being typed may be out of range: it waits.
    box.oninput = () => {
      if (box.value !== '' && box.validity.valid)
        set(option.id, { ...value, [key]: box.valueAsNumber / factor });
    };
    const show = () => {
      box.value = String(Math.round(value[key] * factor * 100) / 100);
    };
    box.onchange = show;
    return [{ box, show, node: el('label', 'coordinate', {}, label, box) }];
  });
  const back = button('place', messages.place, () => {
    // A step of its own: else it would undo what was dragged just before, too.
    preview.commit();
    set(option.id, option.default);
  });
  return {
    node: el('div', 'coordinates', {}, ...fields.map(({ node }) => node), back),
    role: 'group',
    update(state) {
      value = state.value as Place;
      for (const { box, show } of fields) if (!box.matches(':focus')) show();
    },
  };
};
