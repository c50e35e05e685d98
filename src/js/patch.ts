import { invalid } from './error.js';
import type { Place, Selection, Value } from './state.js';

/**
 * Checks what a program gives as a patch: a plain object of option values. Whether
 * the options exist and take these values is for the engine to say. Returns a copy, whose texts are as
 * the engine will have them: without lone surrogates.
 */
export function checkPatch(patch: unknown): Selection {
  if (!isPlain(patch)) {
    throw invalid('selection', patch, 'a plain object of option ids and values');
  }
  return Object.fromEntries(
    Object.entries(patch).map(([id, value]) => [id, checkValue(id, value)]),
  );
}

function checkValue(id: string, value: unknown): Value {
  if (typeof value === 'string') return whole(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value) && value.every((text) => typeof text === 'string')) {
    return Object.freeze(value.map(whole));
  }
  if (isPlace(value)) return Object.freeze({ ...HOME, ...value });
  throw invalid(
    `selection.${id}`,
    value,
    'a text, a finite number, true or false, a list of texts, or a place { x, y, scale, rotate }',
  );
}

/** A text as the engine will have it. */
export function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

const HOME: Place = { x: 0, y: 0, scale: 1, rotate: 0 };

function isPlace(value: unknown): value is Partial<Place> {
  return (
    isPlain(value) &&
    Object.entries(value).every(([key, number]) => key in HOME && Number.isFinite(number))
  );
}

/** Checks a number of pixels that a canvas or proof may be wide. */
export function checkWidth(width: unknown): number {
  if (typeof width === 'number' && Number.isInteger(width) && width >= 1 && width <= 8192) {
    return width;
  }
  throw invalid('width', width, 'a whole number from 1 to 8192');
}

/** Checks the format of a proof. */
export function checkType<T extends string>(type: T): T {
  if (['image/png', 'image/jpeg', 'image/webp'].includes(type)) return type;
  throw invalid('type', type, 'image/png, image/jpeg or image/webp');
}

/** Checks a number that counts from 0. */
export function checkRow(row: unknown): number {
  if (typeof row === 'number' && Number.isInteger(row) && row >= 0 && row < 1e9) return row;
  throw invalid('row', row, 'a whole number, 0 or more');
}

/** `{}` or `Object.create(null)`, of this page or another. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
