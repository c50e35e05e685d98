import { type AssetRequest, namedAssets } from './assets.js';
import { LiveproofError } from './error.js';
import { currentGeneration, Engine, guard, restartInstance, Trap } from './instance.js';
import type { TakenPhoto } from './photo.js';
import type { OptionState, RestoreNote, Selection } from './state.js';

/** A picture that the shopper gave, as the engine has it and as it was. */
interface Photo extends TakenPhoto {
  readonly name: string;
}

/** A photo of the shopper's, as it was given. */
export interface GivenPhoto {
  /** What stands for it in the selection. */
  readonly name: string;
  /** The file, byte by byte as it was given, with all that it says beside the picture. */
  readonly file: Blob;
  /** Width in pixels, upright. */
  readonly width: number;
  /** Height in pixels, upright. */
  readonly height: number;
}

/** What of a photo is there: one byte a pixel. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly alpha: Uint8Array;
}

function giveMask(engine: Engine, option: string, mask: Mask | null): void {
  engine.maskPhoto(option, mask?.width ?? 0, mask?.height ?? 0, mask?.alpha);
}

/**
 * An engine that outlives its instance: remembers the template, the assets, the photos and the selection, and
 * when the instance traps, sets all of it up again in a fresh one.
 */
export class Session {
  #template: string;
  #assets = new Map<string, Uint8Array>();
  /** By option. */
  #photos = new Map<string, Photo>();
  /** By option, what of its photo is there. */
  #masks = new Map<string, Mask>();
  /** The row that is shown. */
  #row = 0;
  #engine: Engine;
  #generation: number;
  /** The selection after the last edit that was taken; `undefined` before the first. */
  #current: Selection | undefined;
  #bundle: string | undefined;
  #locale: string | undefined;
  /** The selection that was last drawn without a trap. */
  #drawn: Selection | undefined;
  #onRestart: (leftOut: boolean) => void = () => {};

  /** @throws {LiveproofError} what is wrong with the template. */
  constructor(template: string) {
    this.#template = template;
    this.#engine = this.#first(() => new Engine(template));
    this.#generation = currentGeneration();
  }

  /** Calls `listener` after each restart; `leftOut` tells whether an edit was given up. */
  set onRestart(listener: (leftOut: boolean) => void) {
    this.#onRestart = listener;
  }

  /** The assets that the selection and a view still want. */
  wanted(view: string): AssetRequest[] {
    return this.read((engine) => engine.wantedAssets(view)) as AssetRequest[];
  }

  /** Leaves out what needs an asset that can't be had. */
  fail(id: string): void {
    this.read((engine) => engine.assetFailed(id));
  }

  /** All assets whose bytes were not given yet, wanted or not. */
  missingAssets(): AssetRequest[] {
    return this.#first(() => this.#live().missingAssets()) as AssetRequest[];
  }

  /** Gives the bytes of an asset; they are kept for a restart. */
  addAsset(id: string, bytes: Uint8Array): void {
    this.#first(() => this.#live().addAsset(id, bytes));
    this.#assets.set(id, bytes);
  }

  /** What another template wants for this selection and view, and is not there yet. */
  newAssets(template: string, view: string): AssetRequest[] {
    const same = this.#same(template);
    const selection = this.selection;
    return this.#first(() => {
      const probe = new Engine(template);
      try {
        probe.restore(selection);
        const [first, ...others] = (probe.views() as { id: string }[]).map(({ id }) => id);
        const wanted = probe.wantedAssets(others.includes(view) ? view : (first ?? ''));
        return (wanted as AssetRequest[]).filter(({ id }) => !same.has(id));
      } finally {
        probe.free();
      }
    });
  }

  /** The ids of assets that are there and the same in another template: the same id and URL. */
  #same(template: string): Set<string> {
    const known = namedAssets(this.#template);
    const same = namedAssets(template).filter((a) =>
      known.some(({ id, kind, url }) => a.id === id && a.kind === kind && a.url === url),
    );
    return new Set(same.map(({ id }) => id).filter((id) => this.#assets.has(id)));
  }

  /**
   * Takes another template with its new assets, and shows it by `show`; all of it or nothing.
   *
   * @throws {LiveproofError} what is wrong with the template or its assets.
   */
  replace(template: string, added: ReadonlyMap<string, Uint8Array>, show: () => void): void {
    const before = { template: this.#template, assets: this.#assets, selection: this.selection };
    const same = this.#same(template);
    const kept = new Map([...this.#assets].filter(([id]) => same.has(id)));
    try {
      this.#first(() => this.#live().replaceTemplate(template));
      this.#template = template;
      this.#assets = new Map([...kept, ...added]);
      this.#forget();
      for (const [id, bytes] of added) this.#first(() => this.#live().addAsset(id, bytes));
      show();
      this.#dropPhotos();
    } catch (error) {
      this.#template = before.template;
      this.#assets = before.assets;
      this.#first(() => {
        const engine = this.#live();
        engine.replaceTemplate(before.template);
        for (const [id, bytes] of before.assets) if (!kept.has(id)) engine.addAsset(id, bytes);
        this.#givePhotos(engine);
        engine.restore(before.selection);
        this.#showRow(engine);
      });
      this.#forget();
      show();
      throw error;
    }
  }

  /** Forgets the photos of options that there are no more. */
  #dropPhotos(): void {
    if (this.#photos.size === 0) return;
    const options = this.read((engine) => engine.options()) as OptionState[];
    for (const id of this.#photos.keys()) {
      if (!options.some((o) => o.id === id && o.kind === 'photo')) this.#photos.delete(id);
    }
  }

  /** The selection is asked for again. */
  #forget(): void {
    this.#current = undefined;
    this.#drawn = undefined;
  }

  /** Reads something; after a trap once more. */
  read<T>(work: (engine: Engine) => T): T {
    return this.#twice(work, () => this.#current);
  }

  /** The selection now; frozen. */
  get selection(): Selection {
    this.#current ??= this.read((engine) => plain(engine.selection()));
    return this.#current;
  }

  /** Applies a patch, all of it or nothing. One that traps twice is refused. */
  set(patch: Selection): void {
    const before = this.selection;
    this.#current = this.read((engine) => {
      const more = engine.set(patch);
      this.#readRow(engine);
      // Merged here: what the engine would say, without asking it at each keystroke; unless it moved more
      // than was asked for.
      return more ? plain(engine.selection()) : Object.freeze({ ...before, ...patch });
    });
  }

  /** Applies a preset. One that traps twice is refused. */
  apply(preset: string): void {
    this.edit((engine) => engine.apply(preset));
  }

  /** Gives a photo for an option; it is kept for a restart. One that traps twice is refused. */
  setPhoto(option: string, name: string, photo: TakenPhoto): void {
    this.#current = this.read((engine) => {
      engine.setPhoto(option, name, photo.bytes);
      return plain(engine.selection());
    });
    this.#photos.set(option, { ...photo, name });
    this.#masks.delete(option);
  }

  /** Makes a photo as transparent as a mask says, or whole again; it is kept for a restart. */
  maskPhoto(option: string, mask: Mask | null): void {
    this.read((engine) => giveMask(engine, option, mask));
    if (mask) this.#masks.set(option, mask);
    else this.#masks.delete(option);
  }

  /** The photo of an option, as it was given. */
  photo(option: string): GivenPhoto | null {
    const photo = this.#photos.get(option);
    // Taken back, it is no more part of the product.
    if (!photo || this.selection[option] !== photo.name) return null;
    const { name, file, width, height } = photo;
    return { name, file, width, height };
  }

  /** Shows another row of the lists. */
  setRow(row: number): void {
    this.read((engine) => engine.setRow(row));
    this.#row = row;
  }

  /** Rows may have gone. */
  #readRow(engine: Engine): void {
    if (this.#row > 0) this.#row = engine.row();
  }

  /** Does what may change any option. What traps twice is refused. */
  edit<T>(work: (engine: Engine) => T): T {
    const [result, selection] = this.read((engine) => {
      const result = work(engine);
      this.#readRow(engine);
      return [result, plain(engine.selection())] as const;
    });
    this.#current = selection;
    return result;
  }

  /** Replaces the selection by one from outside. */
  restore(saved: unknown): readonly RestoreNote[] {
    return this.edit((engine) => engine.restore(saved)) as RestoreNote[];
  }

  /** Speaks a language, with the words of a bundle. */
  speak(locale: string, bundle?: object): void {
    const words = bundle && JSON.stringify(bundle);
    this.read((engine) => {
      if (words) engine.addBundle(words);
      engine.setLocale(locale);
    });
    this.#locale = locale;
    this.#bundle ??= words;
  }

  /** Draws something. When that traps twice, the edits since the last drawing are given up. */
  draw<T>(work: (engine: Engine) => T): T {
    let result: T;
    try {
      result = this.#twice(work, () => this.#drawn);
    } catch (error) {
      if (!isTrapped(error)) throw error;
      this.#current = this.#drawn;
      result = this.#first(() => work(this.#live()));
    }
    this.#drawn = this.#current;
    return result;
  }

  /** Gives the engine's memory back. */
  free(): void {
    if (this.#generation === currentGeneration()) this.#engine.free();
    this.#assets.clear();
    this.#photos.clear();
  }

  /** Without a second try: a trap here means that template or assets themselves are at fault. */
  #first<T>(work: () => T): T {
    try {
      return guard(work);
    } catch (error) {
      if (!(error instanceof Trap)) throw error;
      restartInstance();
      throw trapped(error);
    }
  }

  /** After a trap once more in a fresh instance; after a second one, goes back to `fallback`. */
  #twice<T>(work: (engine: Engine) => T, fallback: () => Selection | undefined): T {
    const engine = this.#live();
    try {
      return guard(() => work(engine));
    } catch (error) {
      if (!(error instanceof Trap)) throw error;
    }
    restartInstance();
    try {
      const result = guard(() => work(this.#replay(this.#current)));
      this.#onRestart(false);
      return result;
    } catch (error) {
      if (!(error instanceof Trap)) throw error;
      restartInstance();
      this.#first(() => this.#replay(fallback()));
      this.#onRestart(true);
      throw trapped(error);
    }
  }

  /** The engine, set up again when another session's trap took the instance away. */
  #live(): Engine {
    if (this.#generation !== currentGeneration()) {
      this.#first(() => this.#replay(this.#current));
      this.#onRestart(false);
    }
    return this.#engine;
  }

  #replay(selection: Selection | undefined): Engine {
    const engine = new Engine(this.#template);
    for (const [id, bytes] of this.#assets) engine.addAsset(id, bytes);
    if (this.#bundle) engine.addBundle(this.#bundle);
    if (this.#locale !== undefined) engine.setLocale(this.#locale);
    this.#givePhotos(engine);
    if (selection || this.#photos.size > 0) engine.restore(selection ?? {});
    this.#showRow(engine);
    this.#engine = engine;
    this.#generation = currentGeneration();
    return engine;
  }

  /** Gives all photos; the options have their names until the selection is restored. */
  #givePhotos(engine: Engine): void {
    for (const [option, { name, bytes }] of this.#photos) engine.setPhoto(option, name, bytes);
    for (const [option, mask] of this.#masks) giveMask(engine, option, mask);
  }

  #showRow(engine: Engine): void {
    this.#row = Math.min(this.#row, Math.max(engine.rows() - 1, 0));
    engine.setRow(this.#row);
  }
}

function plain(selection: unknown): Selection {
  return Object.freeze(selection as Selection);
}

function trapped(cause: Trap): LiveproofError {
  return new LiveproofError('engine-trapped', 'this stopped the engine and was left out', {
    cause: cause.cause,
  });
}

function isTrapped(error: unknown): boolean {
  return error instanceof LiveproofError && error.code === 'engine-trapped';
}
