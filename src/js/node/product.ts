/// <reference lib="esnext.disposable" preserve="true" />
import { Libraries } from '../choices.js';
import { invalid, LiveproofError } from '../error.js';
import type { Finding } from '../finding.js';
import type { Engine } from '../instance.js';
import { checkPatch, checkRow, checkType, checkWidth, whole } from '../patch.js';
import type { PhotoOptions } from '../photo.js';
import { encodeFile } from '../photo-engine.js';
import type { ProofOptions } from '../preview.js';
import type { GivenPhoto, Session } from '../session.js';
import type {
  Issue,
  OptionState,
  Preset,
  PriceLine,
  RestoreNote,
  Saved,
  Selection,
  Variant,
  View,
} from '../state.js';
import type { AnyTemplate, PatchOf, TemplateTypes } from '../typed.js';
import { readPhoto } from './photo.js';

/** A view's picture. */
export interface Picture {
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** RGBA, row by row from the top; opaque. */
  readonly data: Uint8Array;
}

/**
 * A personalized product without a screen: the same engine as behind a `Preview`, and the same pixels. Made
 * by `openTemplate`.
 *
 * Every method and property throws a {@link LiveproofError} with the code `freed` after
 * {@link Product.free}.
 */
export class Product<T extends TemplateTypes = AnyTemplate> {
  readonly #session: Session;
  readonly #libraries: Libraries;
  #freed = false;

  /** What could not be restored as it was when the product was opened; empty when all could. */
  readonly notes: readonly RestoreNote[];

  /** @internal */
  constructor(session: Session, notes: readonly RestoreNote[]) {
    this.notes = notes;
    this.#session = session;
    this.#libraries = new Libraries(session);
    session.onRestart = () => this.#libraries.clear();
  }

  /** What was chosen, as plain JSON. */
  get selection(): Readonly<T['options']> {
    this.#alive();
    return { ...this.#session.selection } as Readonly<T['options']>;
  }

  /** The options as they stand, in the order of the form. */
  get options(): readonly OptionState[] {
    return this.#libraries.complete(this.#read((engine) => engine.options()) as OptionState[]);
  }

  /** What the shopper or the shop should know. */
  get issues(): readonly Issue[] {
    return this.#read((engine) => engine.issues()) as Issue[];
  }

  /** The sum of {@link Product.priceLines}, in the shop's currency; not rounded. */
  get price(): number {
    return this.priceLines.reduce((sum, line) => sum + line.amount, 0);
  }

  /** The price line by line, as the template has it. */
  get priceLines(): readonly PriceLine[] {
    return this.#read((engine) => engine.priceLines()) as PriceLine[];
  }

  /** What many options can be set to at once. */
  get presets(): readonly Preset[] {
    return this.#read((engine) => engine.presets()) as Preset[];
  }

  /** The variant that is chosen; `null` when the template has no such one. */
  get variant(): Variant | null {
    return this.#read((engine) => engine.variant()) as Variant | null;
  }

  /** One sentence that says what is shown, for a text alternative. */
  get description(): string {
    return this.#read((engine) => engine.description());
  }

  /** The views of the product. */
  get views(): readonly View[] {
    return this.#read((engine) => engine.views()) as View[];
  }

  /**
   * Changes an option, or several at once: all or none.
   *
   * @throws {LiveproofError} `unknown-reference`, `invalid-value`, …: nothing is changed.
   */
  set<K extends keyof T['options'] & string>(id: K, value: T['options'][K]): void;
  set(patch: PatchOf<T>): void;
  set(idOrPatch: string | object, value?: unknown): void {
    this.#alive();
    this.#session.set(
      checkPatch(typeof idOrPatch === 'string' ? { [idOrPatch]: value } : idOrPatch),
    );
  }

  /**
   * Applies a preset: its values, and where a choice is not offered, one that is.
   *
   * @throws {LiveproofError} `unknown-reference`, or `invalid-value` for one that is not enabled.
   */
  apply(preset: string): void {
    this.#alive();
    this.#session.apply(String(preset));
  }

  /** How many rows the lists of names have: that of the longest. */
  get rows(): number {
    return this.#read((engine) => engine.rows());
  }

  /**
   * The row of the lists of names that is shown, from 0: no part of the selection.
   *
   * @throws {LiveproofError} `invalid-value` for a row that is not there; there is always the first.
   */
  get row(): number {
    return this.#read((engine) => engine.row());
  }

  set row(row: number) {
    this.#alive();
    this.#session.setRow(checkRow(row));
  }

  /**
   * Gives a picture for a photo option: PNG, JPEG, WebP or the first picture of a GIF, turned upright and taken to sRGB.
   * The option's value is its name from then on.
   *
   * @param photo The file's bytes, or its path or URL.
   * @throws {LiveproofError} `unknown-reference`, `photo-failed`, `image-corrupt`, …: nothing is changed. The signal's
   * reason when that gave up.
   */
  async setPhoto(
    option: string,
    photo: ArrayBuffer | Uint8Array | Blob | URL | string,
    { name, signal, onProgress }: PhotoOptions = {},
  ): Promise<void> {
    this.#alive();
    const taken = await readPhoto(photo, { signal, onProgress }, `selection.${option}`);
    this.#alive();
    this.#session.setPhoto(option, whole(name ?? '') || 'photo', taken);
    onProgress?.(1);
  }

  /** The photo that was given for an option, as a file to be kept for production; `null` for none. */
  photo(option: string): GivenPhoto | null {
    this.#alive();
    return this.#session.photo(option);
  }

  /**
   * Replaces the whole selection by what was saved, a plain selection or a link; options that it does not
   * name go to their defaults. Returns what could not be restored as it was; empty when all could.
   *
   * @throws {LiveproofError} `wrong-template`, `newer-version`, `too-large`, `invalid-value`: nothing is changed.
   */
  restore(saved: Saved | Selection | PatchOf<T> | string): readonly RestoreNote[] {
    this.#alive();
    return this.#session.restore(saved);
  }

  /** The selection as it goes into the cart. */
  get saved(): Saved {
    return this.#read((engine) => engine.tell('saved')) as Saved;
  }

  /** What is valid in the template and yet can't be meant. */
  lint(): readonly Finding[] {
    return this.#read((engine) => engine.lint(true)) as Finding[];
  }

  /** Draws a view into a file: its bytes. By default the first view. */
  proof(options: ProofOptions<T['view']> = {}): Uint8Array {
    const view = this.#view(options.view);
    const type = checkType(options.type ?? 'image/png');
    const width = checkWidth(options.width ?? view.width);
    const quality = options.quality ?? 0.9;
    if (!(quality >= 0 && quality <= 1)) {
      throw invalid('quality', quality, 'a number from 0 to 1');
    }
    const percent = Math.max(Math.round(quality * 100), 1);
    const row = options.row === undefined ? undefined : checkRow(options.row);
    if (type === 'image/png') {
      return this.#read((engine) => engine.proof(view.id, width, type, row));
    }
    const pixels = this.#read((engine) => engine.proof(view.id, width, 'pixels', row));
    return encodeFile(pixels, width, type, percent);
  }

  /** The pixels of a view as a canvas shows them. By default of the first view, as wide as its photo. */
  pixels(options: Pick<ProofOptions<T['view']>, 'view' | 'width'> = {}): Picture {
    const view = this.#view(options.view);
    const width = checkWidth(options.width ?? view.width);
    const data = this.#session.draw((engine) => engine.pixels(view.id, width));
    return { width, height: data.length / 4 / width, data };
  }

  /** Gives back the memory. Calling it again does nothing. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    this.#session.free();
  }

  /** {@link Product.free}, for `using`. */
  declare [Symbol.dispose]: () => void;

  static {
    if (Symbol.dispose) Product.prototype[Symbol.dispose] = Product.prototype.free;
  }

  #alive(): void {
    if (this.#freed) throw new LiveproofError('freed', 'the product was freed');
  }

  #read<R>(work: (engine: Engine) => R): R {
    this.#alive();
    return this.#session.read(work);
  }

  /** The view with this id; the first for none. */
  #view(id: string | undefined): View {
    const views = this.views;
    const view = id === undefined ? views[0] : views.find((candidate) => candidate.id === id);
    if (view) return view;
    const known = views.map((candidate) => `"${candidate.id}"`).join(', ');
    const message = `view: there is no such view; there are ${known}`;
    throw new LiveproofError('unknown-reference', message, { path: 'view', value: id });
  }
}
