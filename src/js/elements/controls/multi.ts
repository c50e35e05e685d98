import type { MakeControl } from '../control.js';
import { el, say, uid } from '../dom.js';
import { fill } from '../messages.js';
import { inputs, offered } from './choices.js';
import { gallery } from './gallery.js';

/** More choices than this are a library to search in. */
export const MANY = 24;

/** What a list of the choices says of how many there are, and may be. */
export function tally(n: number, max: number, messages: { chosen: string; full: string }): string {
  return fill(n >= max ? messages.full : messages.chosen, { n, max });
}

/** The list with a choice added at its end, or without it. */
export function toggled(list: readonly string[], choice: string, on: boolean): string[] {
  const others = list.filter((id) => id !== choice);
  return on ? [...others, choice] : others;
}

/** Check boxes that look like what they choose. At the most the others can't be chosen; the count says why. */
export const multi: MakeControl = (option, context) => {
  if ((option.choices?.length ?? 0) > MANY || option.categories?.length)
    return gallery(option, context);
  const pictured = option.choices?.some(({ image, color }) => image || color);
  let list: readonly string[] = [];
  const boxes = inputs('checkbox', pictured ? 'swatch' : 'button', context, (choice, on) =>
    context.set(option.id, toggled(list, choice, on)),
  );
  const about = uid();
  const count = el('div', 'count', { id: about, role: 'status' });
  return {
    node: el('div', 'multi', {}, boxes.node, count),
    role: 'group',
    about,
    update(state) {
      list = state.value as readonly string[];
      const choices = offered(state);
      const max = state.max ?? choices.length;
      boxes.update(choices);
      for (const [id, box] of boxes.items) {
        box.checked = list.includes(id);
        if (!box.checked && list.length >= max) box.disabled = true;
      }
      say(count, tally(list.length, max, context.messages));
    },
  };
};
