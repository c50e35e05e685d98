/** Photos through the built package in Node: what `Engine.setPhoto` is given, and the pixels in it. */
import { readFile } from 'node:fs/promises';
import { initPhoto, takeIn } from '../../pkg/photo-engine.js';

const WASM = new URL('../../pkg/liveproof_photo_bg.wasm', import.meta.url);

/** @type {Promise<unknown> | undefined} */
let ready;

/** Gets what reads photos ready, once. */
function readyPhotos() {
  ready ??= readFile(WASM).then(initPhoto);
  return ready;
}

/**
 * Takes a file in.
 *
 * @param {Uint8Array} file
 * @param {number} [most] pixels of the copy; 0 for as many as the file has
 */
export async function taken(file, most = 0) {
  await readyPhotos();
  const { bytes, width, height, peak } = await takeIn(file, { most });
  return { ...pixelsOf(bytes), of: [width, height], peak };
}

/**
 * The pixels in it, as `src/image/taken.rs` says: premultiplied RGBA.
 *
 * @param {Uint8Array} bytes
 */
export function pixelsOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = [8, 12].map((at) => view.getUint32(at, true));
  return { width, height, data: bytes.subarray(24, 24 + width * height * 4) };
}

/**
 * Straight RGBA to premultiplied, rounded as the core does.
 *
 * @param {Uint8Array} data changed in place
 */
export function premultiplied(data) {
  for (let i = 0; i < data.length; i += 4) {
    const a = data[i + 3];
    if (a === 255) continue;
    for (let c = 0; c < 3; c += 1) data[i + c] = Math.round((data[i + c] * a) / 255);
  }
  return data;
}
