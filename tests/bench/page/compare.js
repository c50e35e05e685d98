import { context2d, loadImage, newCanvas } from './load.js';

/**
 * Compares two pictures by the peak signal-to-noise ratio of their red, green and blue, in dB: of the whole
 * and of a rectangle. Equal pictures give Infinity, which JSON has not: they give 99.
 *
 * @param {string} a URL
 * @param {string} b URL
 * @param {[number, number, number, number]} focus
 * @returns {Promise<{ whole: number, focus: number }>} 0 for pictures of different sizes
 */
export async function compare(a, b, focus) {
  const images = await Promise.all([loadImage(a), loadImage(b)]);
  const [{ naturalWidth: width, naturalHeight: height }, other] = images;
  if (other.naturalWidth !== width || other.naturalHeight !== height) return { whole: 0, focus: 0 };
  const [first, second] = images.map((image) => {
    const context = context2d(newCanvas(width, height), { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return context;
  });
  const ratio = (/** @type {[number, number, number, number]} */ rect) =>
    psnr(first.getImageData(...rect).data, second.getImageData(...rect).data);
  return { whole: ratio([0, 0, width, height]), focus: ratio(focus) };
}

/**
 * @param {Uint8ClampedArray} a RGBA
 * @param {Uint8ClampedArray} b RGBA
 */
function psnr(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i += 4) {
    for (let c = i; c < i + 3; c++) sum += (a[c] - b[c]) ** 2;
  }
  const mean = sum / ((a.length / 4) * 3);
  return mean === 0 ? 99 : 10 * Math.log10(255 ** 2 / mean);
}
