/// <reference types="node" />
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AssetResolver, AssetSource, Assets, TemplateText } from '../assets.js';
import { loadTemplate } from '../assets.js';
import { initSvg, isSvg } from '../drawings.js';
import { LiveproofError } from '../error.js';
import { initWoff2, isWoff2 } from '../fonts.js';
import { init } from '../init.js';
import { initPhoto } from '../photo-engine.js';

/** The folder of the package's WebAssembly files. */
const PACKAGE = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The path of a file of the package. */
export function inPackage(name: string): string {
  return join(PACKAGE, name);
}

let loading: Promise<void> | undefined;

/** Loads the engine from the package's own file, once; after a failure the next call tries again. */
export function initFromFile(): Promise<void> {
  const wasm = (name: string) => readFile(inPackage(name));
  // The one for photos as well: a program writes its files without waiting.
  loading ??= Promise.all([wasm('liveproof_bg.wasm'), wasm('liveproof_photo_bg.wasm')])
    .then(([engine, photo]) => Promise.all([init(engine), initPhoto(photo)]))
    .then(() => {})
    .catch((cause: unknown) => {
      loading = undefined;
      throw cause;
    });
  return loading;
}

/** Gets a template: from a path or a URL, or an object as it is, whose assets are then relative to `base`. */
export async function openText(
  template: URL | string | object,
  base: URL | string | undefined,
  signal: AbortSignal | undefined,
): Promise<TemplateText> {
  const here = base === undefined ? undefined : toUrl(base).href;
  if (typeof template !== 'string' && !(template instanceof URL)) {
    return { text: JSON.stringify(template), base: here ?? toUrl('./').href };
  }
  const url = toUrl(template);
  if (url.protocol !== 'file:') {
    const loaded = await loadTemplate(url, signal);
    return { ...loaded, base: here ?? loaded.base };
  }
  try {
    const text = await readFile(url, { encoding: 'utf8', signal });
    return { text, base: here ?? url.href };
  } catch (cause) {
    signal?.throwIfAborted();
    const message = `the template at ${fileURLToPath(url)} can not be loaded`;
    throw new LiveproofError('template-failed', message, { value: url.href, cause });
  }
}

/** `assets`, and after them files. What a program names without a scheme is a path. */
export function withFiles(assets: Assets | undefined): AssetResolver {
  return async (id, url, kind) => {
    const given =
      typeof assets === 'function'
        ? await assets(id, url, kind)
        : assets && Object.hasOwn(assets, id)
          ? assets[id]
          : undefined;
    const source = await read(given ?? url);
    if (kind === 'font' && source instanceof Uint8Array && isWoff2(source)) {
      await initWoff2(await readFile(join(PACKAGE, 'liveproof_woff2_bg.wasm')));
    }
    if (kind === 'image' && isDrawing(source)) {
      await initSvg(await readFile(join(PACKAGE, 'liveproof_svg_bg.wasm')));
    }
    return source;
  };
}

/** Whether it is an SVG: by its bytes, or before they are there by its name. */
function isDrawing(source: AssetSource): boolean {
  if (source instanceof Uint8Array) return isSvg(source);
  return source instanceof URL && /^image\/svg|\.svgz?$/i.test(source.pathname);
}

/** The bytes of a file; what lies elsewhere is for `fetch`. */
async function read(source: AssetSource): Promise<AssetSource> {
  if (typeof source !== 'string' && !(source instanceof URL)) return source;
  const url = toUrl(source);
  if (url.protocol !== 'file:') return url;
  // Which face of a collection is meant.
  url.hash = '';
  return readFile(url);
}

/** A URL, or a path as one; relative paths begin in the working directory. */
export function toUrl(pathOrUrl: URL | string): URL {
  if (pathOrUrl instanceof URL) return new URL(pathOrUrl);
  // `c:\mug` is no scheme.
  return /^[a-z][a-z\d+.-]+:/i.test(pathOrUrl) ? new URL(pathOrUrl) : pathToFileURL(pathOrUrl);
}
