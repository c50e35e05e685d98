import type { MakeControl } from '../control.js';
import { attribute, button, el, focusedIn, input } from '../dom.js';
import { cut } from '../graphemes.js';
import { fill } from '../messages.js';
import { typed } from './text.js';

interface Row {
  readonly node: HTMLElement;
  readonly field: HTMLInputElement;
  composing(): boolean;
}

/** A list of texts: rows to add, move and take away; lines that are pasted become rows. */
export const names: MakeControl = (option, { set, preview, messages }) => {
  const { id, label, min = 0, max = 1000, maxLength: limit = Infinity, prompt } = option;
  let list: readonly string[] = [];
  const rows: Row[] = [];
  const node = el('div', 'names');
  const body = el('ol', 'rows');
  const add = button('add', messages.add, () => change([...list, ''], list.length));
  node.append(body, add);

  /** Takes a new list; then the row `at` has the focus. */
  function change(next: readonly string[], at?: number) {
    set(id, next.slice(0, max));
    if (at === undefined) return;
    show(next.slice(0, max));
    rows[Math.max(Math.min(at, rows.length - 1), 0)]?.field.focus();
  }

  function select(at: number) {
    if (preview.row === undefined || preview.row === at) return;
    preview.row = at;
    mark();
  }

  function mark() {
    rows.forEach(({ node: row }, at) => {
      attribute(row, 'aria-current', preview.row === at ? 'true' : null);
    });
  }

  function make(at: number): Row {
    const n = at + 1;
    const field = input('text', 'input', { placeholder: prompt, autocomplete: 'off' });
    field.ariaLabel = fill(messages.row, { label, n });
    const composing = typed(field, limit, (text) =>
      change(list.map((old, i) => (i === at ? text : old))),
    );
    field.addEventListener('focus', () => select(at));
    field.onkeydown = (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      if (at + 1 < list.length) rows[at + 1]?.field.focus();
      else if (list.length < max) change([...list, ''], at + 1);
    };
    field.onpaste = (event) => {
      const lines = (event.clipboardData?.getData('text') ?? '').split(/\r\n?|\n/);
      const several = lines.map((line) => cut(line.trim(), limit)).filter(Boolean);
      if (lines.length < 2 || !several.length) return;
      event.preventDefault();
      // An empty row takes the first line; else they come after it.
      const from = field.value ? at + 1 : at;
      const next = [...list.slice(0, from), ...several, ...list.slice(at + 1)];
      change(next, from + several.length - 1);
    };
    const by = (message: string, sign: string, work: () => void) =>
      button('row-button', fill(message, { n }), work, sign);
    const swap = (to: number) => {
      const next = [...list];
      [next[at], next[to]] = [next[to] ?? '', next[at] ?? ''];
      change(next, to);
    };
    const number = preview.row !== undefined && by(messages.show, String(n), () => select(at));
    const up = by(messages.up, '↑', () => at > 0 && swap(at - 1));
    const down = by(messages.down, '↓', () => at + 1 < list.length && swap(at + 1));
    const remove = by(messages.remove, '×', () => {
      if (list.length > min)
        change(
          list.filter((_, i) => i !== at),
          at,
        );
    });
    return { node: el('li', 'row', {}, number, field, up, down, remove), field, composing };
  }

  function show(next: readonly string[]) {
    list = next;
    const focused = focusedIn(body);
    while (rows.length > list.length) rows.pop()?.node.remove();
    while (rows.length < list.length) {
      const row = make(rows.length);
      rows.push(row);
      body.append(row.node);
    }
    if (focused && !focused.isConnected) (rows.at(-1)?.field ?? add).focus();
    rows.forEach(({ node: row, field, composing }, at) => {
      const text = list[at] ?? '';
      if (!composing() && field.value !== text) field.value = text;
      const [up, down, remove] = [...row.querySelectorAll('button')].slice(-3);
      if (up) up.ariaDisabled = String(at === 0);
      if (down) down.ariaDisabled = String(at === list.length - 1);
      if (remove) remove.ariaDisabled = String(list.length <= min);
    });
    add.disabled = list.length >= max;
    mark();
  }

  return {
    node,
    role: 'group',
    get focus() {
      return rows[0]?.field ?? add;
    },
    update: ({ value }) => show(value as readonly string[]),
  };
};
