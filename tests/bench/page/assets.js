/**
 * The bench's pictures, drawn in the browser: the same on every machine with the same Chromium, and nothing
 * to license. They are like photos in what costs time: soft shading, folds and grain.
 */
import { CYLINDER, project } from '../products/mug.js';
import { context2d, newCanvas } from './load.js';
import { base64 } from './measure.js';

/** Names of the pictures and how they are made. */
const PICTURES = {
  'shirt-1000.jpg': () => jpeg(shirtPhoto(1000)),
  'shirt-2000.jpg': () => jpeg(shirtPhoto(2000)),
  'shirt-mask-1000.png': () => png(shirtMask(1000)),
  'shirt-mask-2000.png': () => png(shirtMask(2000)),
  'mug-1000.jpg': () => jpeg(mugPhoto(1000)),
  'clipart.png': () => png(clipart(512)),
};

/** @returns {Promise<Record<string, string>>} file name to bytes in base64 */
export async function makeAssets() {
  /** @type {Record<string, string>} */
  const files = {};
  for (const [name, make] of Object.entries(PICTURES)) files[name] = await make();
  return files;
}

/** @param {HTMLCanvasElement} canvas */
const jpeg = (canvas) => file(canvas, 'image/jpeg');
/** @param {HTMLCanvasElement} canvas */
const png = (canvas) => file(canvas, 'image/png');

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string} type
 */
async function file(canvas, type) {
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, type, 0.9));
  return base64(new Uint8Array(await blob.arrayBuffer()));
}

/** The shirt's outline in a square of 1000. */
const SHIRT = new Path2D(
  'M390 90 Q500 165 610 90 L760 150 Q800 170 830 250 L940 450 L800 530 L775 480 ' +
    'Q790 700 785 930 Q500 965 215 930 Q210 700 225 480 L200 530 L60 450 L170 250 Q200 170 240 150 Z',
);

/** @param {number} size */
function shirtMask(size) {
  const canvas = newCanvas(size, size);
  const context = context2d(canvas);
  context.scale(size / 1000, size / 1000);
  context.fillStyle = '#fff';
  context.fill(SHIRT);
  return canvas;
}

/** @param {number} size */
function shirtPhoto(size) {
  const canvas = newCanvas(size, size);
  const context = context2d(canvas);
  context.drawImage(
    shaded(size, 1, (x, y) => [0.82 - 0.16 * y, 0.8 - 0.15 * y, 0.76 - 0.12 * y + 0.04 * x]),
    0,
    0,
  );
  context.save();
  context.scale(size / 1000, size / 1000);
  context.shadowColor = '#0007';
  context.shadowBlur = (24 * size) / 1000;
  context.shadowOffsetY = (10 * size) / 1000;
  context.fill(SHIRT);
  context.clip(SHIRT);
  context.scale(1000 / size, 1000 / size);
  const cloth = shaded(size, 2, (x, y) => {
    const folds =
      0.05 * Math.sin(9 * x + 5 * Math.sin(3.1 * y + 1)) +
      0.04 * Math.sin(23 * y - 7 * Math.sin(5 * x)) * Math.max(0, y - 0.45) +
      0.03 * Math.sin(31 * (x + y));
    const light = 0.93 + folds - 0.5 * (x - 0.45) ** 2 - 0.08 * y;
    return [light, light, light * 0.99];
  });
  context.drawImage(cloth, 0, 0);
  context.restore();
  return canvas;
}

/** @param {number} size */
function mugPhoto(size) {
  const canvas = newCanvas(size, size);
  const context = context2d(canvas);
  context.drawImage(
    shaded(size, 3, (x, y) => {
      const table = y > 0.72 ? 0.55 + 0.2 * (y - 0.72) : 0.78 - 0.2 * y;
      return [table, table * 0.95, table * 0.87 + 0.03 * x];
    }),
    0,
    0,
  );
  const half = Math.PI / 2;
  /** @type {(v: number, from: number, to: number) => [number, number][]} */
  const rim = (v, from, to) =>
    Array.from({ length: 65 }, (_, i) => project(from + ((to - from) * i) / 64, v));
  const path = (/** @type {[number, number][]} */ points) => {
    const shape = new Path2D();
    for (const [x, y] of points) shape.lineTo(x, y);
    shape.closePath();
    return shape;
  };
  const [right] = project(half, 0);
  const [left] = project(-half, 0);
  context.lineWidth = 46;
  context.strokeStyle = '#cfcac2';
  context.beginPath();
  context.ellipse(right + 10, 500, 105, 140, 0, -half, half);
  context.stroke();
  context.save();
  context.clip(path([...rim(-0.1, -half, half), ...rim(1.12, half, -half)]));
  const body = shaded(size, 4, (x) => {
    const across = ((x * size - left) / (right - left)) * 2 - 1;
    const light = 0.5 + 0.45 * Math.sqrt(Math.max(0, 1 - (across + 0.2) ** 2));
    const gleam = 0.06 * Math.exp(-(((across + 0.55) / 0.07) ** 2));
    return [light + gleam, light * 0.99 + gleam, light * 0.97 + gleam];
  });
  context.drawImage(body, 0, 0);
  context.restore();
  context.fillStyle = '#8d8882';
  context.fill(path(rim(-0.1, -Math.PI, Math.PI)));
  return canvas;
}

if (CYLINDER.span > 180) throw new Error('the mug is drawn from its front');

/**
 * A square of light: a formula of x and y from 0 to 1, plus grain.
 *
 * @param {number} size
 * @param {number} seed
 * @param {(x: number, y: number) => [number, number, number]} formula
 */
function shaded(size, seed, formula) {
  const image = new ImageData(size, size);
  const random = mulberry32(seed);
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i += 4) {
      const grain = (random() + random() - 1) * 7;
      const [r, g, b] = formula(x / size, y / size);
      image.data[i] = r * 255 + grain;
      image.data[i + 1] = g * 255 + grain;
      image.data[i + 2] = b * 255 + grain;
      image.data[i + 3] = 255;
    }
  }
  const canvas = newCanvas(size, size);
  context2d(canvas).putImageData(image, 0, 0);
  return canvas;
}

/**
 * A flower with soft edges and half-transparent petals.
 *
 * @param {number} size
 */
function clipart(size) {
  const canvas = newCanvas(size, size);
  const context = context2d(canvas);
  context.translate(size / 2, size / 2);
  context.scale(size / 512, size / 512);
  for (let petal = 0; petal < 8; petal++) {
    const light = context.createRadialGradient(0, -150, 10, 0, -130, 120);
    light.addColorStop(0, petal % 2 ? '#ffd166f0' : '#ff9f43e0');
    light.addColorStop(1, petal % 2 ? '#ef476ff0' : '#d62246e0');
    context.fillStyle = light;
    context.beginPath();
    context.ellipse(0, -140, 62, 112, 0, 0, 2 * Math.PI);
    context.fill();
    context.rotate(Math.PI / 4);
  }
  const heart = context.createRadialGradient(-20, -20, 5, 0, 0, 80);
  heart.addColorStop(0, '#fff3b0');
  heart.addColorStop(1, '#7f5539');
  context.fillStyle = heart;
  context.beginPath();
  context.arc(0, 0, 78, 0, 2 * Math.PI);
  context.fill();
  return canvas;
}

/**
 * Random numbers from 0 to 1, the same for the same seed (Tommy Ettinger's Mulberry32, public domain).
 *
 * @param {number} seed
 */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
