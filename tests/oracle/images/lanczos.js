/** Lanczos' kernel with three lobes, one axis after the other, in doubles. */

const LOBES = 3;

/** @param {number} x */
function kernel(x) {
  if (Math.abs(x) >= LOBES) return 0;
  if (Math.abs(x) < 1e-9) return 1;
  const p = Math.PI * x;
  return (LOBES * Math.sin(p) * Math.sin(p / LOBES)) / (p * p);
}

/**
 * @param {number} from
 * @param {number} to
 */
function weights(from, to) {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    const middle = (i + 0.5) * scale;
    const start = Math.max(0, Math.floor(middle - LOBES * scale));
    const end = Math.min(from, Math.ceil(middle + LOBES * scale) + 1);
    const list = Array.from({ length: end - start }, (_, k) =>
      kernel((start + k + 0.5 - middle) / scale),
    );
    const sum = list.reduce((a, b) => a + b);
    return { start, list: list.map((w) => w / sum) };
  });
}

/**
 * A picture of premultiplied RGBA at another size, as numbers of 0 to 255.
 *
 * @param {{ width: number, height: number, data: Uint8Array }} picture
 * @param {number} width
 * @param {number} height
 */
export function lanczos(picture, width, height) {
  const rows = new Float64Array(width * picture.height * 4);
  weights(picture.width, width).forEach(({ start, list }, x) => {
    for (let y = 0; y < picture.height; y += 1) {
      for (let c = 0; c < 4; c += 1) {
        let sum = 0;
        for (let k = 0; k < list.length; k += 1) {
          sum += picture.data[(y * picture.width + start + k) * 4 + c] * list[k];
        }
        rows[(y * width + x) * 4 + c] = sum;
      }
    }
  });
  const out = new Float64Array(width * height * 4);
  weights(picture.height, height).forEach(({ start, list }, y) => {
    for (let i = 0; i < width * 4; i += 1) {
      let sum = 0;
      for (let k = 0; k < list.length; k += 1) sum += rows[(start + k) * width * 4 + i] * list[k];
      out[y * width * 4 + i] = Math.min(255, Math.max(0, sum));
    }
  });
  return out;
}
