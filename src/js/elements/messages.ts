/** The elements' own words; what the template says comes from the preview. `{…}` is filled in. */
export interface Messages {
  readonly required: string;
  readonly undo: string;
  readonly redo: string;
  readonly reset: string;
  readonly presets: string;
  readonly steps: string;
  readonly next: string;
  readonly back: string;
  /** Above the list of what is wrong. */
  readonly check: string;
  readonly limit: string;
  readonly lines: string;
  readonly search: string;
  readonly category: string;
  readonly all: string;
  readonly found: string;
  readonly nothing: string;
  readonly custom: string;
  readonly less: string;
  readonly more: string;
  readonly chosen: string;
  readonly full: string;
  readonly add: string;
  readonly show: string;
  readonly remove: string;
  readonly up: string;
  readonly down: string;
  readonly x: string;
  readonly y: string;
  readonly size: string;
  readonly turn: string;
  readonly place: string;
  readonly noPhoto: string;
}

/** The words in English. */
export const ENGLISH: Messages = {
  required: 'required',
  undo: 'Undo',
  redo: 'Redo',
  reset: 'Start over',
  presets: 'Start from',
  steps: 'Steps',
  next: 'Next',
  back: 'Back',
  check: 'Please check:',
  limit: 'At most {max} characters.',
  lines: 'At most {max} lines.',
  search: 'Search',
  category: 'Category',
  all: 'All',
  found: '{n} of {max}',
  nothing: 'Nothing found',
  custom: 'Another color',
  less: 'Less',
  more: 'More',
  chosen: '{n} of {max} chosen',
  full: '{n} of {max} chosen. Take one away to choose another.',
  add: 'Add a row',
  show: 'Show row {n}',
  remove: 'Remove row {n}',
  up: 'Move row {n} up',
  down: 'Move row {n} down',
  x: 'Right (mm)',
  y: 'Down (mm)',
  size: 'Size (%)',
  turn: 'Turn (°)',
  place: 'Put it back',
  noPhoto: 'Remove the photo',
};

/** A message with its `{…}` filled in. */
export function fill(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}
