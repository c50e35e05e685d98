/// <reference lib="esnext.disposable" preserve="true" />
import { type AssetRequest, assetUrls, loadTemplate, type TemplateText } from './assets.js';
import { Libraries } from './choices.js';
import type { PreviewOptions } from './create.js';
import type { Finders } from './cutout.js';
import { invalid, LiveproofError } from './error.js';
import type { TypedEventTarget, TypedListener } from './events.js';
import type { Finding } from './finding.js';
import { loadReadable } from './fonts.js';
import {
  checkMove,
  type Drag,
  type Dragged,
  Hands,
  type Hit,
  type Line,
  type Point,
} from './hands.js';
import type { Engine } from './instance.js';
import { checkPatch, checkRow, checkType, checkWidth, whole } from './patch.js';
import type { PhotoOptions, PhotoSource } from './photo.js';
import type { GivenPhoto, Session } from './session.js';
import type { AnyCanvas, Sizing } from './sizing.js';
import type {
  Form,
  Issue,
  OptionState,
  Place,
  Preset,
  PriceLine,
  RestoreNote,
  Saved,
  Selection,
  Value,
  Variant,
  View,
} from './state.js';
import type { AnyTemplate, PatchOf, TemplateTypes } from './typed.js';

/** A rectangle of canvas pixels. */
export interface Rect {
  /** Left edge. */
  readonly x: number;
  /** Top edge. */
  readonly y: number;
  /** Width. */
  readonly width: number;
  /** Height. */
  readonly height: number;
}

/** Some options and their values. */
export type Patch = Readonly<Record<string, Value>>;

/** The events of a {@link Preview}. */
export interface PreviewEventMap {
  /** The selection or the language changed. */
  change: CustomEvent<{ readonly selection: Selection }>;
  /** The canvas was painted; the detail is where. */
  frame: CustomEvent<Rect>;
  /** There are other issues than before, or {@link Preview.ready} changed. Told after painting. */
  issues: CustomEvent<{ readonly issues: readonly Issue[]; readonly ready: boolean }>;
  /**
   * The engine stopped and was set up again. With `leftOut` the edit that stopped it was given up; the
   * selection is what it was before.
   */
  restart: CustomEvent<{ readonly leftOut: boolean }>;
}

/** After so many milliseconds what is typed is another step to undo. */
const PAUSE = 1000;

/** What {@link Preview.proof} draws. */
export interface ProofOptions<Id extends string = string> {
  /** Id of the view. @default the view on the canvas */
  readonly view?: Id;
  /** Format of the file; WebP is lossless. @default 'image/png' */
  readonly type?: 'image/png' | 'image/jpeg' | 'image/webp';
  /** Width in pixels, 1 to 8192. @default the width of the view's photo */
  readonly width?: number;
  /** Quality of a JPEG, 0 to 1. @default 0.9 */
  readonly quality?: number;
  /** Row of the lists of names, from 0. @default the row on the canvas */
  readonly row?: number;
}

/** Changes the lines of the price, as a shop does that has its own prices. */
export type Prices = (lines: readonly PriceLine[]) => readonly PriceLine[];

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const Target: {
  new (): TypedEventTarget<PreviewEventMap>;
  prototype: TypedEventTarget<PreviewEventMap>;
} = EventTarget;

/**
 * A product on a canvas: takes edits, paints them once per animation frame. Made by `createPreview`.
 *
 * Every method and property throws a {@link LiveproofError} with the code `freed` after
 * {@link Preview.free}.
 */
export class Preview<T extends TemplateTypes = AnyTemplate> extends Target {
  readonly #canvas: AnyCanvas;
  readonly #context: Context;
  readonly #session: Session;
  readonly #sizing: Sizing;
  #source: TemplateText;
  /** Where its assets are, once that was asked for. */
  #urls: ReadonlyMap<string, string> | undefined;
  #views: readonly View[];
  /** Whether an edit may narrow the views. */
  #narrowed: boolean;
  readonly #libraries: Libraries;
  readonly #prices: Prices | undefined;
  readonly #finders: Finders;
  readonly #release: () => void;
  readonly #labels: boolean;
  readonly #hands: Hands;
  #view: View;
  /** The animation frame that is asked for, and whether one is about to be. */
  #frame = 0;
  #due = false;
  #freed = false;
  /** Whether the canvas may hold something else than the last frame. */
  #stale = true;
  #paintedView: View | undefined;
  #paintedWidth = 0;
  /** Whether there may be something to tell beside the pixels, and the timer that tells it. */
  #untold = false;
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** By option, what ends the photo that is being read. */
  readonly #photos = new Map<string, AbortController>();
  #told = '[],true';
  /** When the selection was last edited. */
  #edited = 0;
  /** The events that somebody listened to. */
  readonly #heard = new Set<string>();
  #fetchAsset: (asset: AssetRequest) => Promise<Uint8Array>;
  /** Assets on their way; `null` those that did not come. */
  readonly #coming = new Map<string, Promise<void> | null>();

  /**
   * What could not be restored as it was when the preview was made; empty when all could.
   */
  readonly notes: readonly RestoreNote[];

  /** @internal */
  constructor(parts: {
    canvas: AnyCanvas;
    context: Context;
    session: Session;
    source: TemplateText;
    sizing: Sizing;
    view: string;
    notes: readonly RestoreNote[];
    fetchAsset: (asset: AssetRequest) => Promise<Uint8Array>;
    prices?: Prices | undefined;
    finders?: Finders;
    release: () => void;
  }) {
    super();
    this.#canvas = parts.canvas;
    this.#context = parts.context;
    this.#session = parts.session;
    this.#sizing = parts.sizing;
    this.#source = parts.source;
    this.#libraries = new Libraries(parts.session);
    this.#prices = parts.prices;
    this.#finders = parts.finders ?? {};
    this.#release = parts.release;
    this.#views = readViews(this.#session);
    this.#narrowed = this.#session.read((engine) => engine.hasVariants());
    this.#view = this.#find(parts.view);
    this.#fetchAsset = parts.fetchAsset;
    this.notes = parts.notes;
    this.#labels = claimLabel(this.#canvas);
    this.#hands = new Hands(this.#canvas);
    this.#session.onRestart = (leftOut) => this.#restarted(leftOut);
    this.#paint();
    this.#tell();
    this.#sizing.follow(() => this.#resized());
  }

  override addEventListener<K extends keyof PreviewEventMap>(
    type: K,
    listener: TypedListener<PreviewEventMap[K]> | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
  override addEventListener(...parameters: Parameters<EventTarget['addEventListener']>): void;
  override addEventListener(...[type, ...rest]: Parameters<EventTarget['addEventListener']>): void {
    this.#heard.add(type);
    super.addEventListener(type, ...rest);
  }

  /** What the shopper chose, as plain JSON: give it back as `selection` to restore it. */
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

  /** Whether it may go into the cart: no issue is an error, and all that is shown is there. */
  get ready(): boolean {
    return this.#isReady(this.issues);
  }

  /** The sum of {@link Preview.priceLines}, in the shop's currency; not rounded. */
  get price(): number {
    return this.priceLines.reduce((sum, line) => sum + line.amount, 0);
  }

  /** The price line by line: as the template has it, or as the `prices` of `createPreview` say. */
  get priceLines(): readonly PriceLine[] {
    const lines = this.#read((engine) => engine.priceLines()) as PriceLine[];
    return this.#prices ? this.#prices(lines) : lines;
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

  /**
   * URL of an asset of the template by its id, for a form that shows pictures and letterings: as the template
   * has it, whatever `assets` gives for it. `undefined` when there is no such asset.
   */
  assetUrl(id: string): string | undefined {
    this.#alive();
    this.#urls ??= assetUrls(this.#source);
    return this.#urls.get(id);
  }

  /** The selection as it goes into the cart: {@link Preview.restore} takes it back, in a newer template too. */
  get saved(): Saved {
    return this.#tells('saved');
  }

  /**
   * What differs from the defaults, as a short text that can stand in an address as it is: letters, digits and
   * `-_.*`. {@link Preview.restore} takes it back.
   */
  get link(): string {
    return this.#tells('link');
  }

  /** The steps and groups of the form, in the language that is spoken. */
  get form(): Form {
    return this.#tells('form');
  }

  /**
   * The language that is spoken, as a BCP 47 tag. What it has no words for is said in the language of the shorter
   * tag (`de` for `de-AT`), and in the end in the template's own.
   */
  get locale(): string {
    return this.#tells('locale');
  }

  set locale(tag: string) {
    this.#alive();
    this.#session.speak(tag);
    this.#renew();
    this.#changed();
  }

  /** The languages that there are words of, as BCP 47 tags: the template's own, its others, those of a `bundle`. */
  get locales(): readonly string[] {
    return this.#tells('locales');
  }

  /** Which way that language is written: for `dir` of a form. */
  get direction(): 'ltr' | 'rtl' {
    return this.#tells('direction');
  }

  /** Whether there is an edit to take back. */
  get canUndo(): boolean {
    return this.#tells('canUndo');
  }

  /** Whether there is an undo to take back. */
  get canRedo(): boolean {
    return this.#tells('canRedo');
  }

  /** The views that show the variant that is chosen. */
  get views(): readonly View[] {
    this.#alive();
    return this.#views;
  }

  /** Id of the view on the canvas. Setting it paints on the next animation frame. */
  get view(): T['view'] {
    this.#alive();
    return this.#view.id;
  }

  set view(id: T['view']) {
    this.#alive();
    this.#view = this.#find(id);
    this.#schedule();
  }

  /**
   * Changes an option, or several at once: all or none. The state is new at once; it is painted on the
   * next animation frame.
   *
   * @throws {LiveproofError} `unknown-reference`, `invalid-value`, …: nothing is changed.
   */
  set<K extends keyof T['options'] & string>(id: K, value: T['options'][K]): void;
  set(patch: PatchOf<T>): void;
  set(idOrPatch: string | object, value?: unknown): void {
    this.#alive();
    const patch = checkPatch(typeof idOrPatch === 'string' ? { [idOrPatch]: value } : idOrPatch);
    const now = performance.now();
    if (now - this.#edited > PAUSE) this.commit();
    this.#edited = now;
    this.#session.set(patch);
    this.#changed();
  }

  /** The topmost layer at a point of the canvas, hit through the print's own curve; `null` for none. */
  hit(point: Point): Hit | null {
    return this.#read((engine) => this.#hands.hit(engine, this.#view, point));
  }

  /** The layers of the view that an option decides or places, bottom to top. */
  get layers(): readonly Hit[] {
    return this.#read((engine) => engine.layers(this.#view.id)) as Hit[];
  }

  /**
   * The box around a layer as it lies on the canvas, where that shows it.
   *
   * @param name Id of the layer, or of an option: of the layers that it places, or else decides.
   */
  outline(name: string): readonly Line[] {
    return this.#read((engine) => this.#hands.outline(engine, this.#view, name));
  }

  /**
   * Puts a layer somewhere, as far as its option lets it. What is not named stays as it is. Returns the
   * place that it has now; `null` when it can't be moved.
   *
   * @param name Id of the layer, or of the option that places it.
   */
  move(name: string, wanted: Partial<Place>): Place | null {
    const place = checkMove(wanted);
    const placed = this.#read((engine) => this.#hands.placed(engine, name, place));
    if (!placed) return null;
    this.#put(placed[0], placed[1]);
    return placed[1];
  }

  /**
   * Moves a layer as fingers drag it on the canvas: what was under them stays there. `null` when it
   * can't be moved, or they did not come down on its area.
   *
   * @param name Id of the layer, or of the option that places it.
   */
  drag(name: string, drag: Drag): Dragged | null {
    const went = this.#read((engine) => this.#hands.drag(engine, this.#view, name, drag));
    if (went) this.#put(went.option, went.place);
    return went;
  }

  /** How many rows the lists of names have: that of the longest. */
  get rows(): number {
    return this.#read((engine) => engine.rows());
  }

  /**
   * The row of the lists of names that is shown, from 0: no part of the selection. Where rows go, it stays
   * on the last. Setting it paints on the next animation frame.
   *
   * @throws {LiveproofError} `invalid-value` for a row that is not there; there is always the first.
   */
  get row(): number {
    return this.#read((engine) => engine.row());
  }

  set row(row: number) {
    this.#alive();
    this.#session.setRow(checkRow(row));
    this.#schedule();
  }

  /**
   * Gives a picture for a photo option: PNG, JPEG, WebP or the first picture of a GIF, up to 64 MiB and 64 megapixels;
   * AVIF and HEIC where the browser's WebCodecs reads them. It is turned upright and taken to sRGB; of all else that the
   * file says nothing is kept but in {@link Preview.photo}. The option's value is its name from then on.
   *
   * It is read in a worker of its own, or where the page allows none, on the page, in slices as small as the format
   * allows. Of pictures that are given for the same option before the first is read, the last counts, and the others are
   * given up.
   *
   * @throws {LiveproofError} `unknown-reference`, `photo-failed` for a URL, `image-corrupt`, `image-too-large`,
   * `image-unsupported`, …: nothing is changed. The signal's reason when that gave up.
   */
  async setPhoto(option: string, photo: PhotoSource, options: PhotoOptions = {}): Promise<void> {
    this.#alive();
    const { name, signal, onProgress } = options;
    signal?.throwIfAborted();
    if (!this.options.some(({ id, kind }) => id === option && kind === 'photo')) {
      // Refused in the engine's words, before anything is read.
      const nothing = { bytes: new Uint8Array(), width: 0, height: 0, file: new Blob() };
      this.#session.setPhoto(option, 'photo', nothing);
    }
    this.#photos.get(option)?.abort();
    const turn = new AbortController();
    this.#photos.set(option, turn);
    const giveUp = () => turn.abort();
    signal?.addEventListener('abort', giveUp);
    try {
      const { takePhoto } = await import('./photo.js');
      const path = `selection.${option}`;
      const taken = await takePhoto(
        photo,
        { signal: turn.signal, ...(onProgress && { onProgress }) },
        path,
      );
      turn.signal.throwIfAborted();
      this.#alive();
      const given = photo as { readonly name?: unknown };
      const named = name ?? (typeof given.name === 'string' ? given.name : '');
      this.#session.setPhoto(option, whole(named) || 'photo', taken);
    } catch (error) {
      signal?.throwIfAborted();
      this.#alive();
      // Another was given meanwhile.
      if (turn.signal.aborted) return;
      throw error;
    } finally {
      signal?.removeEventListener('abort', giveUp);
      if (this.#photos.get(option) === turn) this.#photos.delete(option);
    }
    await this.#begin();
    if (this.#freed) return;
    this.#changed();
    onProgress?.(1);
  }

  /** The photo that was given for an option, as a file to be kept for production; `null` for none. */
  photo(option: string): GivenPhoto | null {
    this.#alive();
    return this.#session.photo(option);
  }

  /**
   * Leaves the background of an option's photo out, as the `removeBackground` of `createPreview` finds it. The
   * photo stays whole: {@link Preview.restoreBackground} brings it back, and another photo has its own. It is
   * no part of the selection.
   *
   * @throws {LiveproofError} `missing-asset` without a photo, `invalid-value` without a `removeBackground` or for
   * what is no mask; what that throws. Nothing is changed then.
   */
  async cutOut(option: string): Promise<void> {
    const find = this.#finders.removeBackground;
    if (!find) throw invalid('removeBackground', find, 'a function given to createPreview');
    const { alphaOf, photoPixels } = await import('./cutout.js');
    const turn = this.#photos.get(option);
    const mask = await find(this.#read((engine) => photoPixels(engine, option)));
    this.#alive();
    // Another photo was given in the meantime.
    if (this.#photos.get(option) !== turn) return;
    this.#session.maskPhoto(option, { ...mask, alpha: alphaOf(mask) });
    this.#changed();
  }

  /** Brings the background of an option's photo back. */
  restoreBackground(option: string): void {
    this.#alive();
    this.#session.maskPhoto(option, null);
    this.#changed();
  }

  /**
   * Moves an option's photo in its boxes so that the faces in it are near their middles, as the `detectFaces` of
   * `createPreview` finds them, or else the browser where it can: what `crop` options move then. It is one edit.
   *
   * @returns how many faces there are; 0 changes nothing.
   * @throws {LiveproofError} `missing-asset` without a photo, `invalid-value` where nothing finds faces; what the
   * function throws.
   */
  async centerFaces(option: string): Promise<number> {
    const { browserFaces, middleOf, photoPixels } = await import('./cutout.js');
    const find = this.#finders.detectFaces ?? browserFaces();
    if (!find) throw invalid('detectFaces', find, 'a function given to createPreview');
    const turn = this.#photos.get(option);
    const photo = this.#read((engine) => photoPixels(engine, option));
    const faces = await find(photo);
    this.#alive();
    const middle = middleOf(faces, photo);
    if (!middle || this.#photos.get(option) !== turn) return 0;
    const [x, y] = middle;
    const places = this.#read((engine) => engine.centered(option, x, y)) as [string, number[]][];
    const patch = places.map(([id, [x, y, scale, rotate]]) => [id, { x, y, scale, rotate }]);
    this.commit();
    if (patch.length > 0) this.set(Object.fromEntries(patch) as PatchOf<T>);
    return faces.length;
  }

  /**
   * Applies a preset: its values, and where a choice is not offered, one that is.
   *
   * @throws {LiveproofError} `unknown-reference`, or `invalid-value` for one that is not enabled.
   */
  apply(preset: string): void {
    this.#alive();
    this.#session.apply(String(preset));
    this.#changed();
  }

  /**
   * Replaces the whole selection by what was saved ({@link Preview.saved}), a plain selection or a
   * {@link Preview.link}; options that it does not name go to their defaults. Returns what could not be
   * restored as it was, as in a newer template; empty when all could.
   *
   * @throws {LiveproofError} `wrong-template`, `newer-version`, `too-large`, `invalid-value`: nothing is changed.
   */
  restore(saved: Saved | Selection | PatchOf<T> | string): readonly RestoreNote[] {
    this.#alive();
    const notes = this.#session.restore(saved);
    this.#changed();
    return notes;
  }

  /** Takes the last edit back. What is typed without a pause of a second is one. Returns whether there was one. */
  undo(): boolean {
    return this.#go('undo');
  }

  /** Takes the last undo back. Returns whether there was one. */
  redo(): boolean {
    return this.#go('redo');
  }

  /** All options go to their defaults, as if nobody had touched them. It can be undone. */
  reset(): void {
    this.#go('reset');
  }

  /** What is typed next is another step to undo, as when a field is left. */
  commit(): void {
    this.#go('commit');
  }

  /**
   * Shows another template on the same canvas, for those who write one and look at it meanwhile. What
   * both templates have is kept: assets of the same id and URL, the view, and the selection if the new
   * one takes it. Resolves after it is painted.
   *
   * @throws {LiveproofError} as `createPreview`: the old template is shown as before.
   */
  async replaceTemplate(
    template: URL | string | object,
    { assets, signal }: Pick<PreviewOptions, 'assets' | 'signal'> = {},
  ): Promise<void> {
    this.#alive();
    const source = await loadTemplate(template, signal);
    const { text, base } = source;
    this.#alive();
    const added = await Promise.all(
      this.#session
        .newAssets(text, this.#view.id)
        .map(async (asset) => [asset.id, await loadReadable(asset, base, assets, signal)] as const),
    );
    signal?.throwIfAborted();
    this.#alive();
    this.#unschedule();
    this.#session.replace(text, new Map(added), () => {
      this.#libraries.clear();
      this.#renew();
      this.#stale = true;
      this.#paint();
    });
    this.#source = source;
    this.#urls = undefined;
    this.#fetchAsset = (asset) => loadReadable(asset, base, assets, undefined);
    this.#coming.clear();
    this.#changed();
  }

  /**
   * What is valid in the template and yet can't be meant, for those who write one: as `lint` of
   * `liveproof/lint`, but images are not decoded for it. Takes as long as some hundred layouts.
   */
  lint(): readonly Finding[] {
    const found = this.#read((engine) => engine.lint(false)) as Finding[];
    // What nobody asked for yet is not missing.
    const failed = (id: unknown) => this.#coming.get(String(id)) === null;
    return found.filter(({ code, data: { asset } }) => code !== 'missing-asset' || failed(asset));
  }

  /** Paints now what is to be painted. Returns where, or `null` when the canvas was up to date. */
  flush(): Rect | null {
    this.#alive();
    this.#unschedule();
    let rect = this.#paintShown();
    if (rect === undefined) {
      this.#fetch(this.#view.id, true);
      // The last frame stays until the bytes are there, or it is known that they won't be.
      rect = this.#paintShown() ?? null;
    }
    if (rect) this.#emit('frame', rect);
    if (!this.#freed && (rect || this.#untold)) this.#tellLater();
    return rect;
  }

  /** Draws a view into a file, as for the cart. */
  async proof(options: ProofOptions<T['view']> = {}): Promise<Blob> {
    this.#alive();
    const view = options.view === undefined ? this.#view : this.#find(options.view);
    const type = checkType(options.type ?? 'image/png');
    const width = checkWidth(options.width ?? view.width);
    const quality = options.quality ?? 0.9;
    if (!(quality >= 0 && quality <= 1)) {
      throw invalid('quality', quality, 'a number from 0 to 1');
    }
    const row = options.row === undefined ? undefined : checkRow(options.row);
    const percent = Math.max(Math.round(quality * 100), 1);
    for (;;) {
      this.#alive();
      this.#fetch(view.id, true);
      try {
        const png = type === 'image/png';
        const made = this.#read((engine) =>
          engine.proof(view.id, width, png ? type : 'pixels', row),
        ) as Uint8Array<ArrayBuffer>;
        if (png) return new Blob([made], { type });
        const { encodeFile, initPhoto } = await import('./photo-engine.js');
        await initPhoto();
        return new Blob([encodeFile(made, width, type, percent)], { type });
      } catch (error) {
        if (!isMissing(error)) throw error;
        await Promise.all(this.#coming.values());
      }
    }
  }

  /** Gives back memory and canvas; the last frame stays on it. Calling it again does nothing. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    this.#unschedule();
    clearTimeout(this.#telling);
    this.#sizing.disconnect();
    for (const turn of this.#photos.values()) turn.abort();
    this.#session.free();
    this.#release();
  }

  /** {@link Preview.free}, for `using`. */
  declare [Symbol.dispose]: () => void;

  static {
    // Browsers without explicit resource management have no such symbol.
    if (Symbol.dispose) Preview.prototype[Symbol.dispose] = Preview.prototype.free;
  }

  #alive(): void {
    if (this.#freed) throw new LiveproofError('freed', 'the preview was freed');
  }

  #read<T>(work: (engine: Engine) => T): T {
    this.#alive();
    return this.#session.read(work);
  }

  #find(id: string): View {
    const view = this.#views.find((candidate) => candidate.id === id);
    if (view) return view;
    const known = this.#views.map((candidate) => `"${candidate.id}"`).join(', ');
    throw new LiveproofError(
      'unknown-reference',
      `view: there is no such view; there are ${known}`,
      {
        path: 'view',
        value: id,
      },
    );
  }

  #tells<T>(what: string): T {
    return this.#read((engine) => engine.tell(what)) as T;
  }

  #go(way: string): boolean {
    this.#alive();
    const done = this.#session.edit((engine) => engine.go(way));
    if (done) this.#changed();
    return done;
  }

  /** Takes the views anew; when the one on the canvas is gone, the first takes its place. */
  #renew(): void {
    this.#views = readViews(this.#session);
    this.#narrowed = this.#session.read((engine) => engine.hasVariants());
    this.#view =
      this.#views.find(({ id }) => id === this.#view.id) ?? this.#find(this.#views[0]?.id ?? '');
  }

  #put(option: string, place: Place): void {
    this.#session.set({ [option]: place });
    this.#changed();
  }

  #isReady(issues: readonly Issue[]): boolean {
    return (
      issues.every(({ severity }) => severity !== 'error') &&
      this.#session.wanted(this.#view.id).every(({ failed }) => failed)
    );
  }

  /** Fetches what a view wants. What does not come is left out of what is `shown`. */
  #fetch(view: string, shown: boolean): void {
    for (const asset of this.#session.wanted(view)) {
      const { id, failed } = asset;
      const coming = this.#coming.get(id);
      if (coming === undefined) {
        const got = this.#fetchAsset(asset)
          .then((bytes) => {
            if (!this.#freed) this.#session.addAsset(id, bytes);
            this.#coming.delete(id);
          })
          .catch(() => {
            this.#coming.set(id, null);
          })
          .then(() => {
            if (!this.#freed) this.#schedule();
          });
        this.#coming.set(id, got);
      } else if (!coming && shown && !failed) this.#session.fail(id);
    }
  }

  #changed(): void {
    if (this.#narrowed) {
      const views = readViews(this.#session);
      const same = (view: View, i: number) => view.id === this.#views[i]?.id;
      // The same objects for the same views: another one is painted as a whole.
      if (views.length !== this.#views.length || !views.every(same)) this.#renew();
    }
    // What did not come is tried again.
    for (const [id, coming] of this.#coming) if (!coming) this.#coming.delete(id);
    this.#schedule();
    this.#emit('change', { selection: this.#session.selection });
  }

  #emit<K extends keyof PreviewEventMap>(type: K, detail: PreviewEventMap[K]['detail']): void {
    // To nobody, it would still cost a part of each keystroke.
    if (this.#heard.has(type)) this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #schedule(): void {
    this.#untold = true;
    if (this.#frame !== 0 || this.#due) return;
    this.#due = true;
    // After the program's own turn: to ask for a frame that a `flush` makes needless can cost more than
    // the painting.
    queueMicrotask(() => {
      if (!this.#due) return;
      this.#due = false;
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.flush();
      });
    });
  }

  #unschedule(): void {
    this.#due = false;
    if (this.#frame !== 0) cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** An observer runs between layout and paint: painting now keeps the emptied canvas off the screen. */
  #resized(): void {
    if (!this.#freed && this.#sizing.width !== this.#canvas.width) this.flush();
  }

  #restarted(leftOut: boolean): void {
    this.#stale = true;
    this.#libraries.clear();
    this.#emit('restart', { leftOut });
    if (!this.#freed) this.#schedule();
  }

  /** Does the next frame's work in tasks of its own, so that the page stays responsive. */
  async #begin(): Promise<void> {
    const pause = () => new Promise((resolve) => setTimeout(resolve));
    await pause();
    const [{ id }, width] = [this.#view, this.#sizing.width];
    if (this.#freed || this.#paintedWidth !== width) return;
    try {
      this.#session.draw((engine) => engine.beginFrame(id, width));
    } catch {
      // The frame itself tells.
    }
    await pause();
  }

  /** Paints; `undefined` while the bytes of an asset are missing. */
  #paintShown(): Rect | null | undefined {
    try {
      return this.#paint();
    } catch (error) {
      if (!isMissing(error)) throw error;
      return undefined;
    }
  }

  #paint(): Rect | null {
    const canvas = this.#canvas;
    const view = this.#view;
    const { id } = view;
    const width = this.#sizing.width;
    if (view !== this.#paintedView || width !== this.#paintedWidth || canvas.width !== width) {
      // Drawn first, so that the canvas is emptied only when there is something to put on it.
      const height = this.#session.draw((engine) => engine.prepare(id, width));
      if (canvas.width !== width || canvas.height !== height) this.#sizing.apply(width, height);
      this.#stale = true;
    }
    const full = this.#stale;
    const rect = this.#session.draw((engine) => engine.paint(this.#context, id, width, full));
    this.#stale = false;
    this.#paintedView = view;
    this.#paintedWidth = width;
    const [x, y, w, h] = rect;
    if (x === undefined || y === undefined || w === undefined || h === undefined) return null;
    return { x, y, width: w, height: h };
  }

  /** Lets the browser show the pixels first. */
  #tellLater(): void {
    this.#telling ??= setTimeout(() => this.#tell());
  }

  /** Tells what changed beside the pixels: issues to listeners, the description to screen readers. */
  #tell(): void {
    this.#telling = undefined;
    this.#untold = false;
    const canvas = this.#canvas;
    if (this.#labels && 'setAttribute' in canvas) {
      const description = this.description;
      if (canvas.getAttribute('aria-label') !== description) {
        canvas.setAttribute('aria-label', description);
      }
    }
    const issues = this.issues;
    const ready = this.#isReady(issues);
    const text = `${JSON.stringify(issues)},${ready}`;
    if (text !== this.#told) {
      this.#told = text;
      this.#emit('issues', { issues, ready });
    }
    // What the other views show may come while nothing else is to be done.
    if (!this.#freed) for (const { id } of this.#views) this.#fetch(id, false);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof LiveproofError && error.code === 'asset-missing';
}

/** The views of a session's template. */
export function readViews(session: Session): readonly View[] {
  return Object.freeze(session.read((engine) => engine.views()) as View[]);
}

/** Makes the canvas an image to screen readers, unless its author did; whether the label is ours. */
function claimLabel(canvas: AnyCanvas): boolean {
  if (!('setAttribute' in canvas)) return false;
  if (!canvas.hasAttribute('role')) canvas.setAttribute('role', 'img');
  return !canvas.hasAttribute('aria-label') && !canvas.hasAttribute('aria-labelledby');
}
