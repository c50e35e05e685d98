import type { Control, FormContext } from '../control.js';
import { el, focusedIn, input, own, uid } from '../dom.js';
import type { FormChoice, FormOption } from '../form-preview.js';
import { face, type Look, priced } from './face.js';

/** The choices that are offered. */
export const offered = ({ choices = [] }: FormOption): FormChoice[] =>
  choices.filter(({ visible }) => visible !== false);

/** Inputs of one type, each in the label of its choice. Made anew when choices look otherwise. */
export function inputs(
  type: 'radio' | 'checkbox',
  look: Look,
  context: FormContext,
  change: (choice: string, on: boolean) => void,
): {
  node: HTMLElement;
  items: ReadonlyMap<string, HTMLInputElement>;
  update(choices: readonly FormChoice[]): void;
} {
  const name = uid();
  const node = el('div', `choices ${look}s`);
  const items = new Map<string, HTMLInputElement>();
  let shown = '';
  const make = (choice: FormChoice) => {
    const box = input(type, look === 'radio' ? 'dot' : 'unseen', { name, value: choice.id });
    box.onchange = () => change(choice.id, box.checked);
    items.set(choice.id, box);
    return el('label', 'choice', {}, box, face(choice, look, context));
  };
  return {
    node,
    items,
    update(choices) {
      const key = JSON.stringify(
        choices.map(({ id, label, price, color, image }) => [id, label, price, color, image]),
      );
      if (key !== shown) {
        shown = key;
        const focused = focusedIn(node) as HTMLInputElement | undefined;
        items.clear();
        node.replaceChildren(...choices.map(make));
        if (focused) items.get(focused.value)?.focus();
      }
      for (const { id, enabled } of choices) {
        const box = items.get(id);
        if (box) box.disabled = enabled === false;
      }
    },
  };
}

/** Radio buttons that look like what they choose; the browser moves between them with the arrow keys. */
export function radios(option: FormOption, look: Look, context: FormContext): Control {
  const group = inputs('radio', look, context, (choice) => context.set(option.id, choice));
  return {
    node: group.node,
    role: 'radiogroup',
    current: (state) => (look === 'swatch' ? labelOf(state) : ''),
    update(state) {
      group.update(offered(state));
      for (const [id, box] of group.items) box.checked = id === state.value;
    },
  };
}

/** Label of the choice that an option has; the value itself when it is none of them. */
export const labelOf = (option: FormOption): string =>
  chosen(option)?.label ?? String(option.value);

/** The choice that an option has, if it is one of them. */
export const chosen = ({ choices, value }: FormOption): FormChoice | undefined =>
  choices?.find(({ id }) => id === value);

/** A native select; categories are its groups. */
export function select(option: FormOption, context: FormContext): Control {
  const field = own(el('select', 'input select', { required: option.required }));
  field.onchange = () => context.set(option.id, field.value);
  let shown = '';
  return {
    node: field,
    update(state) {
      const choices = offered(state);
      const key = JSON.stringify(choices.map((c) => [c.id, priced(c, context), c.enabled]));
      if (key !== shown) {
        shown = key;
        const groups = new Map(
          state.categories?.map(({ id, label }) => [id, el('optgroup', '', { label })]),
        );
        field.replaceChildren(...groups.values());
        for (const choice of choices) {
          const { id, category = '', enabled } = choice;
          const entry = { value: id, disabled: enabled === false };
          (groups.get(category) ?? field).append(el('option', '', entry, priced(choice, context)));
        }
        for (const group of groups.values()) if (!group.firstChild) group.remove();
      }
      field.value = String(state.value);
    },
  };
}
