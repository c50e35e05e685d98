/** Two gray pictures of a line, held against each other. */
import { encodePng } from '../../support/png.js';

/** @typedef {{ width: number, height: number, gray: Buffer }} Picture */

/** What of 255 levels a pixel may differ by before it is off. */
const OFF = 64;

/**
 * The mean difference, in levels of 255, and the share of pixels that are off, over the box around the
 * ink of both.
 *
 * @param {Picture} a
 * @param {Picture} b of the same size
 */
export function compare(a, b) {
  let [left, top, right, bottom] = [a.width, a.height, 0, 0];
  let [sum, off] = [0, 0];
  for (let i = 0; i < a.gray.length; i += 1) {
    if (a.gray[i] === 255 && b.gray[i] === 255) continue;
    const [x, y] = [i % a.width, Math.floor(i / a.width)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
    const by = Math.abs(a.gray[i] - b.gray[i]);
    sum += by;
    if (by > OFF) off += 1;
  }
  // No ink at all is no agreement.
  const area = Math.max(0, right - left) * Math.max(0, bottom - top);
  return area === 0 ? { mean: 255, off: 1 } : { mean: sum / area, off: off / area };
}

/**
 * Expected, difference and actual as a PNG, one below the other: lines are wide.
 *
 * @param {Picture} expected
 * @param {Picture} actual
 */
export function triptych(expected, actual) {
  const { width, height } = expected;
  const rgba = Buffer.alloc(width * height * 3 * 4, 255);
  const put = (/** @type {number} */ at, /** @type {number} */ value) =>
    rgba.fill(value, at * 4, at * 4 + 3);
  for (let i = 0; i < width * height; i += 1) {
    put(i, expected.gray[i]);
    put(i + width * height, Math.abs(expected.gray[i] - actual.gray[i]));
    put(i + width * height * 2, actual.gray[i]);
  }
  return encodePng(width, height * 3, rgba);
}
