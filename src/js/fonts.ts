import { loadAsset } from './assets.js';
import { readImage } from './drawings.js';
import { LiveproofError } from './error.js';
import type { InitSource } from './init.js';

/**
 * Loads what unpacks WOFF2 fonts, which is not part of the engine. Calling it is optional: the first
 * such font does so. Call it early to have it ready, or with a `source` where the file is not beside
 * the module.
 *
 * @param source A URL, a response, the bytes or a compiled module. @default the file of this package
 * @throws {LiveproofError} `engine-failed` when it can't be loaded.
 */
export async function initWoff2(source?: InitSource): Promise<void> {
  await (await import('./woff2.js')).initWoff2(source);
}

/** Gets the bytes of an asset as the engine reads them. */
export async function loadReadable(
  ...asked: Parameters<typeof loadAsset>
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await loadAsset(...asked);
  const { id, kind } = asked[0];
  return kind === 'font' ? unpackFont(id, bytes) : readImage(id, bytes);
}

/** The bytes of a font as the engine reads them: a WOFF2 unpacked, any other as it is. */
async function unpackFont(
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isWoff2(bytes)) return bytes;
  const { initWoff2, unpackWoff2 } = await import('./woff2.js');
  await initWoff2();
  const font = unpackWoff2(bytes);
  if (font) return font;
  const path = `assets.${id}`;
  const why = 'its WOFF2 is damaged, cut short or larger than 32 MiB unpacked';
  throw new LiveproofError('font-corrupt', `${path}: the font can't be read: ${why}`, { path });
}

/** Whether the bytes begin with `wOF2`. */
export function isWoff2([a, b, c, d]: Uint8Array): boolean {
  return a === 0x77 && b === 0x4f && c === 0x46 && d === 0x32;
}
