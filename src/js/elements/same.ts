import type { OptionState } from '../index.js';

/** What an option shows beside value, issues and choices, and what is not built into its field. */
const SHOWN = ['visible', 'enabled', 'price', 'lines'] as const;

const sameData = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));

/** Whether an option is shown alike in two states. */
export const sameState = (a: OptionState, b: OptionState): boolean =>
  a.choices === b.choices &&
  SHOWN.every((key) => a[key] === b[key]) &&
  sameData(a.value, b.value) &&
  sameData(a.issues, b.issues);
