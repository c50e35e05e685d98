import type { Choice, OptionState } from '../../index.js';
import type { Control, FormContext } from '../control.js';
import { el, focusedIn, input, uid } from '../dom.js';
import { face, type Look, priced } from './face.js';

/** What a choice looks like. */
const LOOKS = ['id', 'label', 'price', 'color', 'image', 'font'];

/** The choices that are offered. */
export const offered = ({ choices = [] }: OptionState): Choice[] =>
  choices.filter(({ visible }) => visible);

/** Inputs of one type, each in the label of its choice. Made anew when choices look otherwise. */
export function inputs(
  type: 'radio' | 'checkbox',
  look: Look,
  context: FormContext,
  change: (choice: string, on: boolean) => void,
): {
  node: HTMLElement;
  items: ReadonlyMap<string, HTMLInputElement>;
  update(choices: readonly Choice[]): void;
} {
  const name = uid();
  const node = el('div', `choices ${look}s`);
  const items = new Map<string, HTMLInputElement>();
  let shown = '';
  const make = (choice: Choice) => {
    const box = input(type, look === 'radio' ? 'dot' : 'unseen', { name, value: choice.id });
    box.onchange = () => change(choice.id, box.checked);
    items.set(choice.id, box);
    return el('label', 'choice', {}, box, face(choice, look, context));
  };
  return {
    node,
    items,
    update(choices) {
      const key = JSON.stringify(choices, LOOKS);
      if (key !== shown) {
        shown = key;
        const focused = focusedIn(node) as HTMLInputElement | undefined;
        items.clear();
        node.replaceChildren(...choices.map(make));
        if (focused) items.get(focused.value)?.focus();
      }
      for (const { id, enabled } of choices) {
        const box = items.get(id);
        if (box) box.disabled = !enabled;
      }
    },
  };
}

/** Radio buttons that look like what they choose; the browser moves between them with the arrow keys. */
export function radios(option: OptionState, look: Look, context: FormContext): Control {
  const group = inputs('radio', look, context, (choice) => context.set(option.id, choice));
  return {
    node: group.node,
    role: 'radiogroup',
    tells: look === 'swatch',
    update(state) {
      group.update(offered(state));
      for (const [id, box] of group.items) box.checked = id === state.value;
    },
  };
}

/** The choice that an option has, if it is one of them. */
export const chosen = ({ choices, value }: OptionState): Choice | undefined =>
  choices?.find(({ id }) => id === value);

/** A native select. */
export function select(option: OptionState, context: FormContext): Control {
  const field = el('select', 'input select', { required: option.required });
  field.onchange = () => context.set(option.id, field.value);
  let shown = '';
  return {
    node: field,
    update(state) {
      const entries = offered(state).map((choice) => {
        const entry = { value: choice.id, disabled: !choice.enabled };
        return el('option', '', entry, priced(choice, context));
      });
      const key = entries.map(({ outerHTML }) => outerHTML).join('');
      if (key !== shown) field.replaceChildren(...entries);
      shown = key;
      field.value = String(state.value);
    },
  };
}
