import type { MakeControl } from '../control.js';
import { input } from '../dom.js';

/** A switch. */
export const toggle: MakeControl = ({ id }, { set }) => {
  const box = input('checkbox', 'switch', { role: 'switch' });
  box.onchange = () => set(id, box.checked);
  return {
    node: box,
    update({ value }) {
      box.checked = value === true;
    },
  };
};
