/** Bending by hand: a loop that gathers four samples a pixel by a map made once. */
import { unproject } from '../products/mug.js';

/** Samples of a pixel, from its middle. */
const SAMPLES = [
  [-0.25, -0.25],
  [0.25, -0.25],
  [-0.25, 0.25],
  [0.25, 0.25],
];

/**
 * Returns a function that brings a rectangle of the design, drawn on white, onto the photo (multiplied) as it
 * stands on the visible canvas when this is called.
 *
 * @param {CanvasRenderingContext2D} visible
 * @param {CanvasRenderingContext2D} flat
 * @param {import('../types.js').Scene} scene
 */
export function bender(visible, flat, scene) {
  const { width, height } = scene.area;
  const box = {
    x: scene.focus[0],
    y: scene.focus[1],
    width: scene.focus[2],
    height: scene.focus[3],
  };
  const base = new Uint32Array(
    visible.getImageData(box.x, box.y, box.width, box.height).data.buffer,
  );
  const image = new ImageData(box.width, box.height);
  const out = new Uint32Array(image.data.buffer);
  // One pixel more than the design has, white: what lies beside the design.
  const design = new Uint32Array(width * height + 1).fill(0xffffffff);
  const map = new Uint32Array(box.width * box.height * 4);
  // For each row and column of the design, the rows and columns of the picture that show it.
  const columns = {
    first: new Int32Array(width).fill(box.width),
    last: new Int32Array(width).fill(-1),
  };
  const rows = {
    first: new Int32Array(height).fill(box.height),
    last: new Int32Array(height).fill(-1),
  };
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      for (const [dx, dy] of SAMPLES) {
        const [u, v] = unproject(box.x + x + 0.5 + dx, box.y + y + 0.5 + dy);
        const column = Math.floor(u * width);
        const row = Math.floor(v * height);
        const inside = column >= 0 && column < width && row >= 0 && row < height;
        map[i++] = inside ? row * width + column : width * height;
        if (!inside) continue;
        columns.first[column] = Math.min(columns.first[column], x);
        columns.last[column] = Math.max(columns.last[column], x);
        rows.first[row] = Math.min(rows.first[row], y);
        rows.last[row] = Math.max(rows.last[row], y);
      }
    }
  }

  /** @param {{ x: number, y: number, right: number, bottom: number }} rect of the design */
  return (rect) => {
    const [x0, y0] = [Math.max(0, rect.x), Math.max(0, rect.y)];
    const [x1, y1] = [Math.min(width, rect.right), Math.min(height, rect.bottom)];
    if (x1 <= x0 || y1 <= y0) return;
    const changed = new Uint32Array(flat.getImageData(x0, y0, x1 - x0, y1 - y0).data.buffer);
    for (let y = y0, from = 0; y < y1; y++, from += x1 - x0) {
      design.set(changed.subarray(from, from + x1 - x0), y * width + x0);
    }
    const [left, right] = reach(columns, x0, x1);
    const [top, bottom] = reach(rows, y0, y1);
    for (let y = top; y <= bottom; y++) {
      let o = y * box.width + left;
      let m = o * 4;
      for (let x = left; x <= right; x++, o++, m += 4) {
        const a = design[map[m]];
        const b = design[map[m + 1]];
        const c = design[map[m + 2]];
        const d = design[map[m + 3]];
        // Red and blue are added side by side; the sums are 4 times the mean.
        const rb = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff);
        const green = ((a >>> 8) & 255) + ((b >>> 8) & 255) + ((c >>> 8) & 255) + ((d >>> 8) & 255);
        const p = base[o];
        // x · 257 >> 18 is x / 1020, rounded.
        const r = (Math.imul(Math.imul(p & 255, rb & 0xffff), 257) + 131072) >>> 18;
        const g = (Math.imul(Math.imul((p >>> 8) & 255, green), 257) + 131072) >>> 18;
        const bl = (Math.imul(Math.imul((p >>> 16) & 255, rb >>> 16), 257) + 131072) >>> 18;
        out[o] = 0xff000000 | (bl << 16) | (g << 8) | r;
      }
    }
    if (right >= left && bottom >= top) {
      visible.putImageData(image, box.x, box.y, left, top, right - left + 1, bottom - top + 1);
    }
  };
}

/**
 * The first and last row or column of the picture that shows a range of the design.
 *
 * @param {{ first: Int32Array, last: Int32Array }} shown
 * @param {number} from
 * @param {number} to
 */
function reach(shown, from, to) {
  let first = shown.first[from];
  let last = shown.last[from];
  for (let i = from + 1; i < to; i++) {
    first = Math.min(first, shown.first[i]);
    last = Math.max(last, shown.last[i]);
  }
  return [first, last];
}
