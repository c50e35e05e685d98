/**
 * The value of an option: a text, choice id or color; a number; on or off; choice ids in the order in
 * which they were chosen, or the texts of a list; where the shopper put something.
 */
export type Value = string | number | boolean | readonly string[] | Place;

/** Where the shopper put something, against where the template has it. */
export interface Place {
  /** Shift to the right, in millimeters. */
  readonly x: number;
  /** Shift down, in millimeters. */
  readonly y: number;
  /** Factor of its size about its middle, above 0. */
  readonly scale: number;
  /** Turn about its middle, in degrees clockwise. */
  readonly rotate: number;
}

/** All that a shopper decided: option id to value. Plain JSON; goes into the cart. */
export type Selection = Readonly<Record<string, Value>>;

/** A selection with the template that it belongs to: what goes into the cart. */
export interface Saved {
  /** Version of this form: 1. */
  readonly liveproof: number;
  /** Id of the template. */
  readonly template: string;
  /** Which content its options had. */
  readonly hash: string;
  /** The selection. */
  readonly selection: Selection;
}

/** What became of a value that could not be restored as it was. */
export interface RestoreNote {
  /** Id of the option as it is now; of one that there is not, as it was given. */
  readonly option: string;
  /**
   * `unknown-option`: left out. `renamed`: the option or the choice has another id now. `repaired`: taken as near
   * as can be. `value-lost`: the option has its default.
   */
  readonly code: 'unknown-option' | 'renamed' | 'repaired' | 'value-lost';
  /** Where it stood in what was given: `selection.<id>`. */
  readonly path: string;
}

/** A step of the form. */
export interface FormStep {
  /** Id. */
  readonly id: string;
  /** Label to show. */
  readonly label: string;
}

/** A group of the form. */
export interface FormGroup extends FormStep {
  /** A sentence of help. */
  readonly help?: string;
  /** Id of the step that it is on. */
  readonly step?: string;
}

/** How the form is laid out. */
export interface Form {
  /** The steps, in their order. */
  readonly steps: readonly FormStep[];
  /** The groups, in their order. */
  readonly groups: readonly FormGroup[];
}

/** What an option asks for. */
export type OptionKind =
  | 'text'
  | 'choice'
  | 'color'
  | 'image'
  | 'number'
  | 'toggle'
  | 'font'
  | 'multi'
  | 'names'
  | 'photo'
  | 'place';

/** Something the shopper or the shop should know. */
export interface Issue {
  /**
   * Name of the issue for programs. Of what was typed: `required`, `characters-not-allowed` and
   * `characters-dropped` (control characters, left out), `pattern-mismatch`, `blocked-word`, `too-many-lines`,
   * `untouched-placeholder` (the sample text is still there). Of lists: `too-few`. Of photos: `low-resolution`
   * and `photo-missing` (its bytes are to be given again). Of variants: `variant-unavailable`.
   * Of how it is set: `text-overflow`, `missing-glyph`, `text-truncated`, `outside-safe-zone`, `low-contrast`,
   * `code-too-long` (a QR code does not hold the text).
   * `asset-failed`: a font or picture could not be loaded, and is left out.
   */
  readonly code: string;
  /** An `error` should keep the product out of the cart; a `warning` need not. */
  readonly severity: 'error' | 'warning';
  /** A sentence: the template's `messages` in the language that is spoken, else in English. */
  readonly message: string;
  /** Id of the option concerned. */
  readonly option?: string;
  /** Id of the layer concerned. */
  readonly layer?: string;
  /** Id of the area concerned. */
  readonly area?: string;
  /** The row of a list concerned, from 0. */
  readonly row?: number;
  /**
   * What a sentence about it needs: `characters` of `characters-not-allowed` and `missing-glyph`, `lines` and
   * `limit` of `too-many-lines`, `overflow` in millimeters, `beyond` the safe zone in millimeters, contrast
   * `ratio` and its `limit`, `width` and `height` of a photo in pixels, the `asset` that failed, the `bytes` of a
   * text that is too long.
   */
  readonly data: Readonly<Record<string, number | string>>;
}

/** One of the values that an option offers. */
export interface Choice {
  /** The value that stands for it in the selection. */
  readonly id: string;
  /** Label to show. */
  readonly label: string;
  /** The color of a swatch, as CSS. */
  readonly color?: string;
  /** Asset id of a picture. */
  readonly image?: string;
  /** Asset id of a font. */
  readonly font?: string;
  /** Id of its category. */
  readonly category?: string;
  /** Words by which it is found. */
  readonly tags?: readonly string[];
  /** Added to the price when chosen. */
  readonly price: number;
  /** Whether it is offered: leave out of the form what is not. */
  readonly visible: boolean;
  /** Whether it can be chosen: show what can't as disabled. */
  readonly enabled: boolean;
}

/** Values for many options at once. */
export interface Preset {
  /** Id, for `preview.apply`. */
  readonly id: string;
  /** Label to show. */
  readonly label: string;
  /** Asset id of a picture of it. */
  readonly image?: string;
  /** Whether it can be applied now. */
  readonly enabled: boolean;
}

/** The combination of choices that is chosen. */
export interface Variant {
  /** The shop's article number. */
  readonly id: string;
  /** Whether it can be bought. */
  readonly available: boolean;
  /** What it adds to the price. */
  readonly price: number;
}

/** A line of the price. Currency and rounding are the shop's. */
export interface PriceLine {
  /** What is paid for; `rows` are those of a list of texts, `units` those of a number. */
  readonly kind:
    | 'base'
    | 'variant'
    | 'option'
    | 'choice'
    | 'characters'
    | 'rows'
    | 'units'
    | 'area'
    | 'colors';
  /** Id of the option that it is for. */
  readonly option?: string;
  /** Id of the choice, or of the variant. */
  readonly choice?: string;
  /** Id of the area. */
  readonly area?: string;
  /** What it is for, for people. */
  readonly label: string;
  /** How many. */
  readonly quantity: number;
  /** Price of one. */
  readonly unit: number;
  /** Price of all. */
  readonly amount: number;
}

/** A part of a library of choices. */
export interface Category {
  /** Id, which choices name. */
  readonly id: string;
  /** Label to show. */
  readonly label: string;
}

/** An option as it stands now: what a form needs. */
export interface OptionState {
  /** Key in the selection. */
  readonly id: string;
  /** What it asks for. */
  readonly kind: OptionKind;
  /** Label to show. */
  readonly label: string;
  /** A sentence of help. */
  readonly help?: string;
  /** Id of its group in the form. */
  readonly group?: string;
  /** Whether the form leaves it out. */
  readonly hidden: boolean;
  /** The value now. */
  readonly value: Value;
  /** The value at the start. */
  readonly default: Value;
  /** Whether it is offered. */
  readonly visible: boolean;
  /** Whether it can be changed. */
  readonly enabled: boolean;
  /** Whether an empty value is an issue. */
  readonly required: boolean;
  /** Whether the shopper has set it, if only to what it was. */
  readonly touched: boolean;
  /** The issues that concern it. */
  readonly issues: readonly Issue[];
  /** What its value adds to the price. */
  readonly price: number;
  /** The values that it chooses from. Read when asked for; the same array while none of them changes. */
  readonly choices?: readonly Choice[];
  /** The categories that choices are in. */
  readonly categories?: readonly Category[];
  /** How the template wants a choice or a number to be shown. */
  readonly control?: 'radio' | 'select' | 'buttons' | 'swatches' | 'slider' | 'stepper';
  /** Most characters of a text, or of each text of a list, as a reader counts them. */
  readonly maxLength?: number;
  /** Characters of the text now, counted likewise. */
  readonly length?: number;
  /** Most lines of a text. */
  readonly maxLines?: number;
  /** Lines of the text now, as it is drawn; an empty text has one. */
  readonly lines?: number;
  /** Whether a text may have line breaks: show a text area. */
  readonly multiline?: boolean;
  /** What the preview shows while the text is empty; never printed. */
  readonly prompt?: string;
  /**
   * The regular expression that a text must match, in Rust's syntax: what does not is an issue, so a form need
   * not check it.
   */
  readonly pattern?: string;
  /** Smallest number; fewest choices or rows of a list. */
  readonly min?: number;
  /** Largest number; most choices or rows of a list. */
  readonly max?: number;
  /** Step from `min`. */
  readonly step?: number;
  /** Unit of the number. */
  readonly unit?: string;
  /** Whether a color outside the choices is taken. */
  readonly custom?: boolean;
  /** The colors that can be made, as CSS: any other is stored as the nearest of these. */
  readonly palette?: readonly string[];
  /** Fewest pixels across of a photo. */
  readonly minWidth?: number;
  /** Fewest pixels down of a photo. */
  readonly minHeight?: number;
  /** Smallest and largest shift of a place to the right, in millimeters. */
  readonly x?: readonly [number, number];
  /** Smallest and largest shift of a place down, in millimeters. */
  readonly y?: readonly [number, number];
  /** Smallest and largest factor of the size. */
  readonly scale?: readonly [number, number];
  /** Smallest and largest turn, in degrees clockwise. */
  readonly rotate?: readonly [number, number];
  /** Ids of the layers that a place moves. */
  readonly layers?: readonly string[];
}

/** A photograph of the product on which artwork is shown. */
export interface View {
  /** Id, for `preview.view`. */
  readonly id: string;
  /** Label to show. */
  readonly label: string;
  /** Width in pixels of the view's own photo. */
  readonly width: number;
  /** Height in pixels of the view's own photo. */
  readonly height: number;
}
