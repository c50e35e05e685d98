import type { Value } from './state.js';

/**
 * What is known of one template, as `npx liveproof types` writes it: with it
 * `createPreview<MugTemplate>(…)` makes a preview that takes no option and no value that the template has
 * not.
 */
export interface TemplateTypes {
  /** Option id to the values that it takes. */
  readonly options: object;
  /** Ids of the views. */
  readonly view: string;
}

/** Any template: options and views are known when it is loaded. */
export interface AnyTemplate extends TemplateTypes {
  readonly options: Readonly<Record<string, Value>>;
  readonly view: string;
}

/** Some options of a template and their values. */
export type PatchOf<T extends TemplateTypes> = Readonly<Partial<T['options']>>;

/** A color as CSS that is no choice: `#c9a227`, `rgb(201 162 39)`. Of named colors, give the digits. */
export type CssColor =
  | `#${string}`
  | `${'rgb' | 'rgba' | 'hsl' | 'hsla' | 'hwb' | 'lab' | 'lch' | 'oklab' | 'oklch'}(${string})`;
