import {
  type AssetRequest,
  type Assets,
  loadTemplate,
  namedAssets,
  type TemplateText,
} from './assets.js';
import { LiveproofError } from './error.js';
import { loadReadable } from './fonts.js';
import { init } from './init.js';
import { checkPatch, checkWidth, invalid } from './patch.js';
import { Preview, type Prices } from './preview.js';
import { Session } from './session.js';
import { type AnyCanvas, Sizing } from './sizing.js';
import type { Selection } from './state.js';
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
  /** Id of the view to show. @default the first */
  readonly view?: T['view'];
  /**
   * The prices: is given the lines that the template makes, returns those that count.
   * @default as the template has them
   */
  readonly prices?: Prices;
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
  const selection = options.selection && checkPatch(options.selection);
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
    if (selection) session.restore(selection);
    const { view, prices } = options;
    return new Preview<T>({ canvas, context, ...loaded, sizing, view, prices, release });
  } catch (error) {
    session?.free();
    release();
    throw error;
  }
}

/** A session with all its assets, and the template it is of. Engine, template and assets load side by side. */
async function load({
  template,
  assets,
  signal,
}: Pick<PreviewOptions, 'template' | 'assets' | 'signal'>): Promise<{
  session: Session;
  source: TemplateText;
}> {
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
    for (const asset of namedAssets(text)) get(asset);
    await engine;
    signal?.throwIfAborted();
    const session = new Session(text);
    try {
      const wanted = session.missingAssets();
      const all = await Promise.all(
        wanted.map(async (asset) => [asset.id, await get(asset)] as const),
      );
      signal?.throwIfAborted();
      for (const [id, bytes] of all) session.addAsset(id, bytes);
      return { session, source };
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
