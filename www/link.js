/**
 * The design in the page's address, so that a link restores it.
 *
 * The product and the view are in the query; what the shopper chose is in the fragment, which never
 * leaves the browser.
 */

import { cut } from './graphemes.js';

/** What a place tells, in the order in which the address has it. */
const PLACE = ['x', 'y', 'scale', 'rotate'];

/** The product and view that the address asks for, `null` where it does not say. */
export function readPlace() {
  const query = new URLSearchParams(location.search);
  return { product: query.get('product'), view: query.get('view') };
}

/**
 * The selection in the address. The template's options tell the types; what they do not know, such
 * as a choice that is no longer offered, is left out.
 */
export function readSelection(options) {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const selection = {};
  for (const option of options) {
    const text = fragment.get(option.id);
    if (text === null) continue;
    const value = parse(option, text);
    if (value !== undefined) selection[option.id] = value;
  }
  return selection;
}

function parse(option, text) {
  if (option.kind === 'text') return cut(text, option.maxLength ?? Infinity);
  if (option.kind === 'place') return parsePlace(option, text);
  if (option.kind === 'toggle')
    return text === 'true' ? true : text === 'false' ? false : undefined;
  if (option.kind === 'number') {
    const number = Number(text);
    return text !== '' && number >= option.min && number <= option.max ? number : undefined;
  }
  if (option.choices?.some((choice) => choice.id === text)) return text;
  return option.custom && /^#[0-9a-f]{6}$/i.test(text) ? text : undefined;
}

/** A place as four numbers, each in its range; what has none can't be changed. */
function parsePlace(option, text) {
  const numbers = text.split(' ').map(Number);
  const fits = PLACE.every((key, i) => {
    const [min, max] = option[key] ?? [option.default[key], option.default[key]];
    return numbers[i] >= min && numbers[i] <= max;
  });
  return fits ? Object.fromEntries(PLACE.map((key, i) => [key, numbers[i]])) : undefined;
}

/** A value as the address has it. */
function written(value) {
  if (typeof value !== 'object') return String(value);
  return PLACE.map((key) => value[key]).join(' ');
}

/** The address of a design: only what differs from the defaults is told. */
export function address({ product, view, options }) {
  const query = new URLSearchParams({ product });
  if (view) query.set('view', view);
  const fragment = new URLSearchParams();
  for (const { id, value, default: initial } of options) {
    if (written(value) !== written(initial)) fragment.set(id, written(value));
  }
  const hash = String(fragment);
  return `${location.pathname}?${query}${hash && `#${hash}`}`;
}

/** Keeps the address in step, a quarter of a second after the last change: browsers limit how often it may be written. */
export function addressKeeper(current) {
  let timer = 0;
  const write = () => {
    clearTimeout(timer);
    timer = 0;
    history.replaceState(null, '', current());
  };
  return {
    later() {
      clearTimeout(timer);
      timer = setTimeout(write, 250);
    },
    now: write,
    flush() {
      if (timer) write();
    },
  };
}
