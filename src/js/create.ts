import {
  type AssetRequest,
  type Assets,
  likelyAssets,
  loadTemplate,
  type TemplateText,
} from './assets.js';
import type { DetectFaces, RemoveBackground } from './cutout.js';
import { invalid, LiveproofError } from './error.js';
import { loadReadable } from './fonts.js';
import { init } from './init.js';
import { checkWidth } from './patch.js';
import { Preview, type Prices, readViews } from './preview.js';
import { Session } from './session.js';
import { type AnyCanvas, Sizing } from './sizing.js';
import type { RestoreNote, Saved, Selection } from './state.js';
import type { AnyTemplate, PatchOf, TemplateTypes } from './typed.js';

/** What {@link createPreview} shows, and how. */
export interface PreviewOptions<T extends TemplateTypes = AnyTemplate> {
  /**
   * The template: its URL, or the document itself. `object` lets imported JSON in; write
   * `satisfies Template` to have one in code checked.
   */
  readonly template: URL | string | object;
  /** What was chosen before; options that it does not name have their defaults. */
  readonly selection?: Selection | PatchOf<T>;
  /**
   * What was saved before: `preview.saved`, a selection, or `preview.link`. `preview.notes` tells what could not be
   * restored as it was.
   */
  readonly saved?: Saved | Selection | string;
  /** The language to speak, as a BCP 47 tag: `de-AT`, or else `de`. @default the template's own words */
  readonly locale?: string;
  /** More locales than the template has, in the form of its `locales`. */
  readonly bundle?: object;
  /** Id of the view to show. @default the first */
  readonly view?: T['view'];
  /**
   * The prices: is given the lines that the template makes, returns those that count.
   * @default as the template has them
   */
  readonly prices?: Prices;
  /** Finds the background of photos, for `preview.cutOut`: a model that the page brings. */
  readonly removeBackground?: RemoveBackground;
  /** Finds the faces of photos, for `preview.centerFaces`. @default the browser's own, where it has one */
  readonly detectFaces?: DetectFaces;
  /** Where assets come from. @default their URLs, relative to the template */
  readonly assets?: Assets;
  /** Gives up loading. A preview that is ready is not touched. */
  readonly signal?: AbortSignal;
  /** Most canvas pixels per CSS pixel, above 0. @default 2 */
  readonly maxPixelRatio?: number;
  /** Width of the canvas in pixels, 1 to 8192. @default as the layout and the screen need */
  readonly width?: number;
}

const inUse = new WeakSet<AnyCanvas>();

/**
 * Shows a personalized product on a canvas. Resolves after the first full paint: with all fonts and
 * images there, so that nothing flashes.
 *
 * @param canvas The canvas to paint on. Its size in pixels follows its layout; its height the view.
 * @throws {LiveproofError} `canvas-in-use`, `template-failed`, `asset-failed`, `engine-failed`, or what
 * is wrong with the template or the selection; the signal's reason when that gave up.
 */
export async function createPreview<T extends TemplateTypes = AnyTemplate>(
  canvas: AnyCanvas,
  options: PreviewOptions<T>,
): Promise<Preview<T>> {
  const sizing = new Sizing(
    canvas,
    options.width === undefined ? undefined : checkWidth(options.width),
    checkRatio(options.maxPixelRatio ?? 2),
  );
  options.signal?.throwIfAborted();
  if (inUse.has(canvas)) {
    throw new LiveproofError('canvas-in-use', 'the canvas shows another preview; free that first');
  }
  inUse.add(canvas);
  const release = () => {
    inUse.delete(canvas);
  };
  let session: Session | undefined;
  try {
    // Frames are opaque: the browser need not blend the canvas with the page.
    const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D | null;
    if (!context) {
      throw new LiveproofError('canvas-unusable', 'the canvas has no 2D context');
    }
    const loaded = await load(options);
    session = loaded.session;
    return new Preview<T>({
      canvas,
      context,
      sizing,
      release,
      prices: options.prices,
      finders: options,
      ...loaded,
    });
  } catch (error) {
    session?.free();
    release();
    throw error;
  }
}

/** What {@link load} gets. */
interface Loaded {
  session: Session;
  source: TemplateText;
  view: string;
  notes: readonly RestoreNote[];
  fetchAsset: (asset: AssetRequest) => Promise<Uint8Array>;
}

/** A session with the assets that are shown first. Engine, template and assets load side by side. */
async function load<T extends TemplateTypes>(options: PreviewOptions<T>): Promise<Loaded> {
  const { template, assets, signal, locale, bundle } = options;
  const saved = options.saved ?? options.selection;
  // One failure ends the other requests.
  const stop = new AbortController();
  const end = stop.signal;
  const giveUp = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', giveUp);
  const pending = new Map<string, Promise<Uint8Array>>();
  try {
    const engine = init();
    engine.catch(() => {});
    const source = await loadTemplate(template, end);
    const { text, base } = source;
    const get = (asset: AssetRequest) => {
      const bytes = pending.get(asset.id) ?? loadReadable(asset, base, assets, end);
      bytes.catch(() => {});
      pending.set(asset.id, bytes);
      return bytes;
    };
    const inner = (saved as Saved | undefined)?.selection ?? saved;
    for (const asset of likelyAssets(text, inner, options.view)) get(asset);
    await engine;
    signal?.throwIfAborted();
    const session = new Session(text);
    try {
      if (locale !== undefined || bundle) session.speak(locale ?? '', bundle);
      const notes = saved === undefined ? [] : session.restore(saved);
      const view = options.view ?? readViews(session)[0]?.id ?? '';
      const all = await Promise.all(
        session.wanted(view).map(async (asset) => [asset.id, await get(asset)] as const),
      );
      signal?.throwIfAborted();
      for (const [id, bytes] of all) session.addAsset(id, bytes);
      const fetchAsset = (asset: AssetRequest) => loadReadable(asset, base, assets, undefined);
      return { session, source, view, notes, fetchAsset };
    } catch (error) {
      session.free();
      throw error;
    }
  } finally {
    signal?.removeEventListener('abort', giveUp);
    stop.abort();
  }
}

function checkRatio(ratio: number): number {
  if (typeof ratio === 'number' && ratio > 0 && ratio <= 16) return ratio;
  throw invalid('maxPixelRatio', ratio, 'a number above 0, up to 16');
}
