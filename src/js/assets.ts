import { LiveproofError } from './error.js';
import type { Selection } from './state.js';

/** What an asset is. */
export type AssetKind = 'font' | 'image';

/** The bytes of an asset, or the URL where they are. */
export type AssetSource = ArrayBuffer | Uint8Array | Blob | URL | string;

/**
 * Finds an asset: gets its id, its absolute URL and its kind, returns its bytes or another URL. With
 * `undefined` the asset is fetched from its own URL.
 */
export type AssetResolver = (
  id: string,
  url: string,
  kind: AssetKind,
) => AssetSource | undefined | Promise<AssetSource | undefined>;

/** A resolver, or bytes and URLs by asset id; assets that are not named are fetched. */
export type Assets = AssetResolver | Readonly<Record<string, AssetSource>>;

/** An asset that the engine waits for. */
export interface AssetRequest {
  readonly id: string;
  readonly kind: AssetKind;
  readonly url: string;
  /** Whether the engine was told that it can't be had. */
  readonly failed?: boolean;
}

/** What is looked at of a template before the engine is there. */
interface Draft {
  areas: unknown;
  views: { id: unknown }[];
  fallback: unknown;
  options?: { id: unknown; default?: unknown; choices?: { id: unknown }[] }[];
}

/** A template as text, and the URL that its assets are relative to. */
export interface TemplateText {
  readonly text: string;
  readonly base: string | undefined;
}

/** Gets a template: fetched by URL, or an object as it is. */
export async function loadTemplate(
  template: URL | string | object,
  signal: AbortSignal | undefined,
): Promise<TemplateText> {
  if (typeof template !== 'string' && !(template instanceof URL)) {
    return { text: JSON.stringify(template), base: documentBase() };
  }
  const url = absolute(template, documentBase());
  const response = await request(url, signal, 'template-failed', 'the template', '');
  // After redirects: assets are relative to where the template really is.
  return { text: await response.text(), base: response.url || url };
}

/** The assets that a template names, without judging it: they are fetched while the engine loads. */
export function namedAssets(text: string): AssetRequest[] {
  const found: AssetRequest[] = [];
  try {
    const { assets } = JSON.parse(text) as { assets?: Record<string, Record<string, unknown>> };
    for (const [id, asset] of Object.entries(assets ?? {})) {
      for (const kind of ['font', 'image'] as const) {
        const url = asset[kind];
        if (typeof url === 'string') found.push({ id, kind, url });
      }
    }
  } catch {
    // The engine reads it again and says what is wrong.
  }
  return found;
}

/** Where the assets of a template are, by their ids: absolute where that is known. */
export function assetUrls({ text, base }: TemplateText): ReadonlyMap<string, string> {
  return new Map(namedAssets(text).map(({ id, url }) => [id, absolute(url, base)]));
}

/**
 * The assets that a template will most likely show first, without judging it: they are fetched while the
 * engine loads. A library of choices is not among them, but for the one that is chosen.
 */
export function likelyAssets(text: string, selection: unknown, view: unknown): AssetRequest[] {
  const named = namedAssets(text);
  const ids = new Set<unknown>();
  try {
    const { areas, views, fallback, options = [] } = JSON.parse(text) as Draft;
    const chosen = (id: unknown) => {
      const option = options.find((o) => o.id === id);
      const first = option?.choices?.[0]?.id;
      return (selection as Selection | undefined)?.[String(id)] ?? option?.default ?? first;
    };
    const walk = (node: unknown): void => {
      if (typeof node === 'string') ids.add(node);
      if (typeof node !== 'object' || !node) return;
      const { option, map } = node as { option?: unknown; map?: Record<string, unknown> };
      // Every array has a `map`, too.
      if (option && map) walk(map[String(chosen(option))]);
      else Object.values(node).forEach(walk);
    };
    walk([areas, views.find(({ id }) => id === view) ?? views[0], fallback]);
    for (const { id, choices } of options) walk(choices?.find((c) => c.id === chosen(id)));
  } catch {
    // As above.
  }
  return named.filter(({ id }) => ids.has(id));
}

/** Gets the bytes of an asset from the resolver or the network. */
export async function loadAsset(
  asset: AssetRequest,
  base: string | undefined,
  assets: Assets | undefined,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const { id, kind } = asset;
  const url = absolute(asset.url, base);
  let source: AssetSource | undefined;
  try {
    source =
      typeof assets === 'function'
        ? await orAborted(assets(id, url, kind), signal)
        : assets && Object.hasOwn(assets, id)
          ? assets[id]
          : undefined;
    if (source instanceof Blob) source = await source.arrayBuffer();
  } catch (cause) {
    signal?.throwIfAborted();
    throw failed('asset-failed', `${kind} "${id}"`, `assets.${id}`, url, cause);
  }
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (source instanceof Uint8Array) return source.slice();
  const from = source === undefined ? url : absolute(source, documentBase());
  const response = await request(from, signal, 'asset-failed', `${kind} "${id}"`, `assets.${id}`);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    signal?.throwIfAborted();
    throw failed('asset-failed', `${kind} "${id}"`, `assets.${id}`, from, cause);
  }
}

async function request(
  url: string,
  signal: AbortSignal | undefined,
  code: string,
  what: string,
  path: string,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, signal ? { signal } : {});
  } catch (cause) {
    signal?.throwIfAborted();
    throw failed(code, what, path, url, cause);
  }
  if (response.ok) return response;
  throw new LiveproofError(code, `${what} at ${url} was answered with ${response.status}`, {
    path,
    value: url,
    status: response.status,
  });
}

function failed(code: string, what: string, path: string, url: string, cause: unknown) {
  return new LiveproofError(code, `${what} at ${url} can not be loaded`, {
    path,
    value: url,
    cause,
  });
}

/** The promise, or the signal's reason when that comes first. */
async function orAborted<T>(work: T | Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  const stop = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { signal: stop.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stop.abort();
  }
}

function documentBase(): string | undefined {
  return typeof document === 'undefined' ? undefined : document.baseURI;
}

/** Resolves a URL; one that can't be resolved is left for `fetch` to refuse. */
function absolute(url: URL | string, base: string | undefined): string {
  try {
    return new URL(url, base).href;
  } catch {
    return String(url);
  }
}
