import { LiveproofError } from './error.js';
import type { InitSource } from './init.js';

/**
 * Loads what reads SVG, which is not part of the engine. Calling it is optional: the first such picture
 * does so. Call it early to have it ready, or with a `source` where the file is not beside the module.
 *
 * @param source A URL, a response, the bytes or a compiled module. @default the file of this package
 * @throws {LiveproofError} `engine-failed` when it can't be loaded.
 */
export async function initSvg(source?: InitSource): Promise<void> {
  await (await import('./svg.js')).initSvg(source);
}

/** The bytes of an image as the engine reads them: of an SVG its drawing, any other as it is. */
export async function readImage(
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isSvg(bytes)) return bytes;
  const { initSvg, drawSvg } = await import('./svg.js');
  await initSvg();
  const drawing = drawSvg(bytes);
  if (drawing instanceof Uint8Array) return drawing;
  const [code, reason] = drawing;
  const path = `assets.${id}`;
  throw new LiveproofError(code, `${path}: ${reason}`, { path });
}

/** Whether the bytes are those of an SVG or SVGZ: gzip, or XML that is no page. */
export function isSvg(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true;
  const head = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart();
  return /^<(?!!doctype html|html)/i.test(head);
}
