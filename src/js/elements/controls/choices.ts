import type { Control, FormContext } from '../control.js';
import { el, focusedIn, input, own, uid } from '../dom.js';
import type { FormChoice, FormOption } from '../form-preview.js';
import { face, type Look, priced } from './face.js';

interface Item {
  readonly node: HTMLElement;
  readonly input: HTMLInputElement;
  readonly look: string;
}

/** The choices that are offered. */
export const offered = ({ choices = [] }: FormOption): FormChoice[] =>
  choices.filter(({ visible }) => visible !== false);

/** Inputs of one type, each in the label of its choice; those of choices that stay are kept. */
export function inputs(
  type: 'radio' | 'checkbox',
  look: Look,
  context: FormContext,
  change: (choice: string, on: boolean) => void,
): { node: HTMLElement; items: Map<string, Item>; update(choices: readonly FormChoice[]): void } {
  const name = uid();
  const node = el('div', `choices ${look}s`);
  const items = new Map<string, Item>();
  const make = (choice: FormChoice, shown: string): Item => {
    const hide = look === 'radio' ? 'dot' : 'unseen';
    const box = input(type, hide, { name, value: choice.id });
    box.addEventListener('change', () => change(choice.id, box.checked));
    const label = el('label', 'choice', {}, box, face(choice, look, context));
    return { node: label, input: box, look: shown };
  };
  return {
    node,
    items,
    update(choices) {
      const focused = focusedIn(node) as HTMLInputElement | undefined;
      const gone = new Set(items.keys());
      let at = node.firstElementChild;
      for (const choice of choices) {
        gone.delete(choice.id);
        const { label, price, color, image, font } = choice;
        const shown = JSON.stringify([label, context.price(price), color, image, font]);
        let item = items.get(choice.id);
        if (item?.look !== shown) {
          if (at === item?.node) at = at?.nextElementSibling ?? null;
          item?.node.remove();
          item = make(choice, shown);
          items.set(choice.id, item);
        }
        item.input.disabled = choice.enabled === false;
        if (item.node === at) at = at.nextElementSibling;
        else node.insertBefore(item.node, at);
      }
      for (const id of gone) {
        items.get(id)?.node.remove();
        items.delete(id);
      }
      if (focused && !focusedIn(node)) items.get(focused.value)?.input.focus();
    },
  };
}

/** Radio buttons that look like what they choose; the browser moves between them with the arrow keys. */
export function radios(option: FormOption, look: Look, context: FormContext): Control {
  const group = inputs('radio', look, context, (choice) => context.set(option.id, choice));
  return {
    node: group.node,
    role: 'radiogroup',
    get focus() {
      const all = [...group.items.values()].map((item) => item.input);
      return all.find((radio) => radio.checked) ?? all[0] ?? group.node;
    },
    current: (state) => (look === 'swatch' ? labelOf(state) : ''),
    update(state) {
      group.update(offered(state));
      for (const [id, item] of group.items) item.input.checked = id === state.value;
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
    focus: field,
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
