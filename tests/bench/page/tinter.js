/** Recoloring by hand: one loop over the masked pixels. */
import { context2d, newCanvas } from './load.js';

/**
 * Makes a picture that can be recolored: `photo · (1 − mask + mask · color)` in the smallest rectangle that
 * holds the mask. One loop over typed arrays takes less than half the time of Canvas2D's four passes.
 *
 * @param {HTMLImageElement} photo
 * @param {HTMLImageElement} mask
 */
export function tinter(photo, mask) {
  const { width, height } = photo;
  const all = new Uint32Array(pixels(photo, 0, 0, width, height).buffer);
  const rgba = pixels(mask, 0, 0, width, height);
  const box = { x: width, y: height, right: 0, bottom: 0 };
  for (let y = 0, i = 3; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      if (rgba[i] === 0) continue;
      box.x = Math.min(box.x, x);
      box.y = Math.min(box.y, y);
      box.right = Math.max(box.right, x + 1);
      box.bottom = Math.max(box.bottom, y + 1);
    }
  }
  const [w, h] = [box.right - box.x, box.bottom - box.y];
  const image = new ImageData(w, h);
  const out = new Uint32Array(image.data.buffer);
  const source = new Uint32Array(w * h);
  const alpha = new Uint8Array(w * h);
  // The first and the last masked pixel of each row: what lies beside them never changes.
  const spans = new Uint32Array(h * 2);
  for (let y = 0; y < h; y++) {
    let [first, last] = [w, 0];
    for (let x = 0; x < w; x++) {
      const from = (y + box.y) * width + x + box.x;
      source[y * w + x] = all[from];
      alpha[y * w + x] = rgba[from * 4 + 3];
      if (rgba[from * 4 + 3] === 0) continue;
      first = Math.min(first, x);
      last = x + 1;
    }
    spans[y * 2] = y * w + Math.min(first, last);
    spans[y * 2 + 1] = y * w + last;
  }
  out.set(source);
  const red = new Uint32Array(256);
  const green = new Uint32Array(256);
  const blue = new Uint32Array(256);

  return {
    box,
    image,
    /** @param {string} color `#rrggbb` */
    recolor(color) {
      fillTable(red, Number.parseInt(color.slice(1, 3), 16));
      fillTable(green, Number.parseInt(color.slice(3, 5), 16));
      fillTable(blue, Number.parseInt(color.slice(5, 7), 16));
      for (let y = 0; y < h; y++) {
        for (let i = spans[y * 2], end = spans[y * 2 + 1]; i < end; i++) {
          const m = alpha[i];
          const p = source[i];
          const r = (Math.imul(p & 255, red[m]) + 32768) >>> 16;
          const g = ((Math.imul((p >>> 8) & 255, green[m]) + 32768) >>> 8) & 0xff00;
          const b = (Math.imul((p >>> 16) & 255, blue[m]) + 32768) & 0xff0000;
          out[i] = 0xff000000 | b | g | r;
        }
      }
    },
  };
}

/**
 * For each coverage, 65536 times the factor of a channel.
 *
 * @param {Uint32Array} table
 * @param {number} channel 0 to 255
 */
function fillTable(table, channel) {
  for (let m = 0; m < 256; m++) {
    table[m] = Math.round((65536 * (255 * 255 - m * (255 - channel))) / (255 * 255));
  }
}

/**
 * @param {HTMLImageElement} image
 * @param {[number, number, number, number]} rect
 */
function pixels(image, ...rect) {
  const context = context2d(newCanvas(image.width, image.height), { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  return context.getImageData(...rect).data;
}
