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
    if (preview.row === at) return;
    preview.row = at;
    mark();
  }

  function mark() {
    rows.forEach(({ node: row }, at) => {
      attribute(row, 'aria-current', preview.row === at);
    });
  }

  function make(at: number): Row {
    const n = at + 1;
    const field = input('text', 'input', { placeholder: prompt, autocomplete: 'off' });
    field.ariaLabel = `${label} ${n}`;
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
    const by = (name: string, message: string, sign: string, work: () => void) =>
      button(`row-button ${name}`, fill(message, { n }), work, sign);
    const swap = (to: number) => {
      const next = [...list];
      [next[at], next[to]] = [next[to] ?? '', next[at] ?? ''];
      change(next, to);
    };
    const others = () => list.filter((_, other) => other !== at);
    const node = el(
      'li',
      'row',
      {},
      by('show', messages.show, String(n), () => select(at)),
      field,
      // The first, the last and the least rows are without what can't be done: the style hides it.
      by('up', messages.up, '↑', () => swap(at - 1)),
      by('down', messages.down, '↓', () => swap(at + 1)),
      by('remove', messages.remove, '×', () => change(others(), at)),
    );
    return { node, field, composing };
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
    rows.forEach(({ field, composing }, at) => {
      const text = list[at] ?? '';
      if (!composing() && field.value !== text) field.value = text;
    });
    body.classList.toggle('lp-least', list.length <= min);
    add.disabled = list.length >= max;
    mark();
  }

  return {
    node,
    role: 'group',
    update({ value, issues }) {
      show(value as readonly string[]);
      rows.forEach(({ field }, at) => {
        const wrong = issues.some(({ row, severity }) => row === at && severity === 'error');
        attribute(field, 'aria-invalid', wrong);
      });
    },
  };
};
