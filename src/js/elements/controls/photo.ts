import type { MakeControl } from '../control.js';
import { button, el, input } from '../dom.js';

/** A picture of the shopper's: a file, and a way to take it back. */
export const photo: MakeControl = ({ id, required }, { set, attempt, preview, messages }) => {
  const file = input('file', 'file', { accept: 'image/*', required });
  file.onchange = () => {
    const [picked] = file.files ?? [];
    if (picked) attempt(id, () => preview.setPhoto(id, picked));
  };
  const remove = button('remove', messages.noPhoto, () => {
    file.value = '';
    set(id, '');
    file.focus();
  });
  return {
    node: el('div', 'photo', {}, file, remove),
    focus: file,
    tells: true,
    update({ value }) {
      remove.hidden = !value;
    },
  };
};
