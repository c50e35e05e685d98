import type { MakeControl } from '../control.js';
import { el, input, uid, unseen } from '../dom.js';
import { count, cut } from '../graphemes.js';
import { fill } from '../messages.js';

/**
 * Reports what is typed, cut to `limit` characters. While an input method composes, the field holds more than
 * what will stay: hands off until it is done.
 *
 * @returns whether an input method composes
 */
export function typed(
  field: HTMLInputElement | HTMLTextAreaElement,
  limit: number,
  change: (text: string) => void,
): () => boolean {
  let composing = false;
  const read = () => {
    if (composing) return;
    const kept = cut(field.value, limit);
    if (kept !== field.value) {
      const caret = field.selectionStart;
      field.value = kept;
      field.setSelectionRange(caret, caret);
    }
    change(kept);
  };
  field.addEventListener('input', read);
  field.addEventListener('compositionstart', () => {
    composing = true;
  });
  field.addEventListener('compositionend', () => {
    composing = false;
    read();
  });
  return () => composing;
}

/** A line or several, with a counter of characters as a reader counts them. */
export const text: MakeControl = (option, { set, messages }) => {
  const { id, multiline, prompt, required, maxLength: limit, maxLines } = option;
  const properties = { placeholder: prompt, required, autocomplete: 'off', spellcheck: false };
  const field = multiline
    ? el('textarea', 'input', { ...properties, rows: Math.min(maxLines ?? 3, 6) })
    : input('text', 'input', { ...properties, enterKeyHint: 'done' });
  const composing = typed(field, limit ?? Infinity, (value) => set(id, value));
  const linesCount = multiline && maxLines;
  // The counter changes at every key: it is read out once, as a limit.
  const counter = el('span', 'counter', { 'aria-hidden': 'true' });
  const limits = [
    limit && fill(messages.limit, { max: limit }),
    linesCount && fill(messages.lines, { max: linesCount }),
  ].filter(Boolean);
  const about = limits.length ? uid() : undefined;
  return {
    node: el('div', 'text', {}, field, about && counter, about && unseen(limits.join(' '), about)),
    focus: field,
    about,
    update({ value, lines = 1 }) {
      // A text area turns the breaks of other systems into its own.
      const shown = multiline ? String(value).replace(/\r\n?/g, '\n') : String(value);
      if (!composing() && field.value !== shown) field.value = shown;
      const length = limit ? count(field.value) : 0;
      counter.textContent = [limit && `${length}/${limit}`, linesCount && `${lines}/${linesCount}`]
        .filter(Boolean)
        .join(' · ');
    },
  };
};
