/**
 * A preview without an engine that has every kind of option, for tests of the form: keeps values, tells
 * changes, judges what a form shows of rules.
 */
export const PICTURE =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"%3E%3Cpath d="M4 0l4 8H0z"/%3E%3C/svg%3E';

/** Choices with ids, labels and whatever else each has. */
export const choices = (ids, more = () => ({})) =>
  ids.map((id, at) => ({
    id,
    label: capital(id),
    price: 0,
    visible: true,
    enabled: true,
    ...more(at),
  }));

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** A library of pictures in two categories. */
export const library = (count) =>
  choices(
    Array.from({ length: count }, (_, at) => `picture-${at}`),
    (at) => ({
      image: 'triangle',
      category: at % 2 ? 'odd' : 'even',
      tags: at % 10 === 7 ? ['seventh'] : [],
    }),
  );

/** An option of each kind. */
export function everyKind() {
  const inks = ['#1d2f57', '#7a1f2b', '#2e5e3e'];
  return [
    {
      id: 'name',
      kind: 'text',
      value: 'Ada',
      required: true,
      maxLength: 5,
      group: 'words',
      help: 'As it is printed.',
    },
    {
      id: 'verse',
      kind: 'text',
      value: 'one\ntwo',
      multiline: true,
      maxLines: 3,
      maxLength: 40,
      group: 'words',
    },
    {
      id: 'way',
      kind: 'choice',
      control: 'radio',
      value: 'flat',
      choices: choices(['flat', 'round'], (at) => ({ price: at * 1.5 })),
    },
    {
      id: 'size',
      kind: 'choice',
      control: 'select',
      value: 's',
      choices: choices(['s', 'm', 'l'], (at) => ({ price: at * 2, enabled: at !== 2 })),
    },
    {
      id: 'side',
      kind: 'choice',
      value: 'left',
      choices: choices(['left', 'right', 'none'], (at) => ({ enabled: at !== 2 })),
    },
    {
      id: 'cloth',
      kind: 'choice',
      control: 'swatches',
      value: 'linen',
      choices: choices(['linen', 'wool'], () => ({ image: 'triangle' })),
    },
    {
      id: 'ink',
      kind: 'color',
      value: 'navy',
      custom: true,
      required: true,
      choices: choices(['navy', 'berry', 'forest'], (at) => ({ color: inks[at] })),
    },
    {
      id: 'letters',
      kind: 'font',
      value: 'roboto',
      choices: choices(['roboto', 'script'], (at) => ({ font: ['roboto', 'script'][at] })),
    },
    {
      id: 'icon',
      kind: 'image',
      value: 'heart',
      choices: choices(['none', 'heart', 'star'], (at) => (at ? { image: 'triangle' } : {})),
    },
    {
      id: 'clipart',
      kind: 'image',
      value: 'picture-1',
      categories: [
        { id: 'odd', label: 'Odd' },
        { id: 'even', label: 'Even' },
      ],
      choices: library(200),
    },
    { id: 'portrait', kind: 'photo', value: '' },
    { id: 'height', kind: 'number', value: 20, min: 10, max: 40, step: 1, unit: 'mm' },
    {
      id: 'pieces',
      kind: 'number',
      control: 'stepper',
      value: 1,
      min: 1,
      max: 3,
      step: 1,
      price: 2,
    },
    { id: 'frame', kind: 'toggle', value: false, help: 'A fine line around it.', price: 1 },
    {
      id: 'charms',
      kind: 'multi',
      value: ['star'],
      min: 0,
      max: 2,
      choices: choices(['star', 'moon', 'sun']),
    },
    { id: 'team', kind: 'names', value: ['Ada', 'Bo'], min: 1, max: 5, maxLength: 6 },
    {
      id: 'where',
      kind: 'place',
      value: identity(),
      x: [-10, 10],
      y: [-5, 5],
      scale: [0.5, 2],
      rotate: [-90, 90],
    },
  ];
}

const identity = () => ({ x: 0, y: 0, scale: 1, rotate: 0 });

export class FakePreview extends EventTarget {
  /** How often the options were read. */
  reads = 0;
  row = 0;
  form = { steps: [], groups: [] };
  presets = [];
  locale = 'en';
  direction = 'ltr';
  #options;
  #selection;
  #past = [];
  #future = [];
  #issues = {};

  constructor(options = everyKind(), more = {}) {
    super();
    this.#options = options;
    this.#selection = Object.fromEntries(options.map(({ id, value }) => [id, value]));
    Object.assign(this, more);
  }

  get options() {
    this.reads += 1;
    return this.#options.map((option) => {
      const value = this.#selection[option.id];
      return {
        label: capital(option.id),
        visible: true,
        enabled: true,
        required: false,
        price: 0,
        default: option.value,
        ...option,
        value,
        lines: String(value).split('\n').length,
        issues: [
          ...(option.required && value === ''
            ? [{ code: 'required', severity: 'error', message: 'Fill this in', option: option.id }]
            : []),
          ...(this.#issues[option.id] ?? []),
        ],
      };
    });
  }

  get issues() {
    return this.options.flatMap(({ issues }) => issues);
  }

  get selection() {
    return { ...this.#selection };
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  set(id, value) {
    if (value === 'refuse') throw new Error('this is not taken');
    this.#past.push(this.#selection);
    this.#take({ ...this.#selection, [id]: value });
  }

  undo() {
    this.#future.push(this.#selection);
    this.#take(this.#past.pop());
  }

  redo() {
    this.#past.push(this.#selection);
    this.#take(this.#future.pop());
  }

  reset() {
    this.#past.push(this.#selection);
    this.#take(Object.fromEntries(this.#options.map(({ id, value }) => [id, value])));
  }

  restore() {
    this.reset();
  }

  apply() {}

  commit() {}

  setPhoto(id, file) {
    this.set(id, file.name);
  }

  assetUrl(id) {
    return id === 'triangle' ? PICTURE : undefined;
  }

  /** Changes what an option is, as another option's logic would. */
  change(id, state) {
    this.#options = this.#options.map((old) => (old.id === id ? { ...old, ...state } : old));
    this.dispatchEvent(new Event('change'));
  }

  /** Gives an option issues. */
  blame(id, ...issues) {
    this.#issues[id] = issues;
    this.dispatchEvent(new Event('issues'));
  }

  #take(selection) {
    this.#selection = selection;
    this.dispatchEvent(new Event('change'));
  }
}
