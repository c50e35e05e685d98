import type { Choice, Issue, OptionState, Preview, Value } from '../index.js';

type Range = readonly [number, number];

/** A choice as the form shows it. */
export type FormChoice = Choice;

interface Named {
  readonly id: string;
  readonly label: string;
}

type Shown = 'kind' | 'choices' | 'control' | 'categories' | 'x' | 'y' | 'scale' | 'rotate';

/** An option as the form shows it: what one kind of option has is optional. */
export interface FormOption extends Omit<OptionState, Shown> {
  readonly kind: string;
  readonly choices?: readonly FormChoice[];
  readonly control?: string;
  readonly categories?: readonly Named[];
  readonly x?: Range;
  readonly y?: Range;
  readonly scale?: Range;
  readonly rotate?: Range;
}

/** A group of options; of a step, where the form has several. */
export interface FormGroup extends Named {
  readonly help?: string;
  readonly step?: string;
}

/**
 * What the picker asks of a preview. All that is optional is left out of the form where the preview has it not.
 */
export interface FormPreview extends EventTarget {
  readonly options: readonly FormOption[];
  readonly issues: readonly Issue[];
  readonly form?: { readonly steps?: readonly Named[]; readonly groups?: readonly FormGroup[] };
  readonly presets?: readonly (Named & { readonly image?: string; readonly enabled?: boolean })[];
  readonly ready?: boolean;
  readonly canUndo?: boolean;
  readonly canRedo?: boolean;
  readonly direction?: string;
  readonly locale?: string;
  row?: number;
  set(id: string, value: Value): void;
  restore(selection: object): unknown;
  undo?(): unknown;
  redo?(): unknown;
  reset?(): unknown;
  commit?(): unknown;
  apply?(preset: string): unknown;
  setPhoto?(id: string, file: Blob): unknown;
  assetUrl?(id: string): string | undefined;
}

/** The same preview, by what the form asks of it. */
export const forForm = (preview: Preview): FormPreview => preview as unknown as FormPreview;

const CHOICE = 'id label price color image font category visible enabled'.split(' ');
const OPTION = 'visible enabled required price length lines min max'.split(' ');

const same = (a: object, b: object | undefined, keys: readonly string[]): boolean =>
  a === b || (!!b && keys.every((key) => Reflect.get(a, key) === Reflect.get(b, key)));

const sameData = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));

/** Whether two lists of choices are shown alike. */
export const sameChoices = (
  a: readonly FormChoice[] = [],
  b: readonly FormChoice[] = [],
): boolean =>
  a === b || (a.length === b.length && a.every((choice, at) => same(choice, b[at], CHOICE)));

/** Whether an option is shown alike in two states. */
export const sameState = (a: FormOption, b: FormOption): boolean =>
  a === b ||
  (same(a, b, OPTION) &&
    sameData(a.value, b.value) &&
    sameData(a.issues, b.issues) &&
    sameChoices(a.choices, b.choices));
