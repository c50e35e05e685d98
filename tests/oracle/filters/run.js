/**
 * Filters against CSS filters on Chromium's canvas: `npm run oracle -- filters`.
 *
 * The picture has smooth ramps, noise and hard edges, opaque. Filters of one pixel must be within 1 of Chromium's
 * bytes, a chain of four within 2, because Chromium rounds to bytes after each of them and we once. A blur is
 * compared inside, where what lies beyond the edge plays no part: there Chromium's is transparent, ours goes on.
 * One below 2 pixels is only near: Skia takes the Gaussian at the middle of each pixel, ours is its share of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from '../../../xtask/chromium.js';
import { installModules } from '../../../xtask/setup.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const OUTPUT = join(ROOT, 'tests/output/oracle-filters');
const SIZE = 512;

/** Most that a byte may differ by, by what a case's name begins with. */
const MOST = { chain: 2, blur: 2, narrow: 10 };
const MOST_OF_OTHERS = 1;

/** Pixels at the edges that a blur is not compared in. */
const EDGE = 40;

const picture = draw();
const cases = filterOurs();
installModules();
const { chromium } = await import('playwright-core');
const root = process.getuid?.() === 0;
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: ['--disable-gpu', ...(root ? ['--no-sandbox'] : [])],
});
let wrong = 0;
try {
  const page = await browser.newPage();
  console.log(`Chromium ${browser.version()}; ${SIZE} x ${SIZE} pixels`);
  console.log(`${'filter'.padEnd(18)}most  mean  CSS`);
  for (const { name, css } of cases) {
    const args = { size: SIZE, css, picture: picture.toString('base64') };
    const theirs = Buffer.from(await page.evaluate(filter, args), 'base64');
    wrong += check(name, css, theirs) ? 0 : 1;
  }
} finally {
  await browser.close();
}
console.log(`${cases.length} cases, ${wrong} differ by more`);
process.exitCode = wrong === 0 ? 0 : 1;

/** Ramps of each channel, noise, and squares. */
function draw() {
  const pixels = Buffer.alloc(SIZE * SIZE * 4);
  let state = 1;
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const at = (y * SIZE + x) * 4;
      const part = Math.floor(y / 128);
      const ramp = [x / 2, y * 2, 255 - x / 2];
      const square = (Math.floor(x / 32) + Math.floor(y / 32)) % 2 ? [230, 40, 60] : [20, 90, 200];
      const color = [ramp, [noise(), noise(), noise()], square, [x / 2, x / 2, x / 2]][part];
      for (let i = 0; i < 3; i += 1) pixels[at + i] = color[i] & 255;
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

/** Filters natively; the names of what was filtered, with the CSS for it. */
function filterOurs() {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  writeFileSync(join(OUTPUT, 'picture.rgba'), picture);
  const { status, stdout } = spawnSync(
    'cargo',
    ['run', '--quiet', '--example', 'oracle-filters', '--', OUTPUT],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
  );
  if (status !== 0) process.exit(status ?? 1);
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [name, css] = line.split('\t');
      return { name, css };
    });
}

/** In the page. */
function filter({ size, css, picture }) {
  const context = () => {
    const canvas = document.createElement('canvas');
    canvas.width = size;
    canvas.height = size;
    return canvas.getContext('2d', { willReadFrequently: true });
  };
  const from = context();
  const pixels = Uint8ClampedArray.from(atob(picture), (char) => char.charCodeAt(0));
  from.putImageData(new ImageData(pixels, size, size), 0, 0);
  const to = context();
  to.filter = css;
  if (to.filter === 'none') throw new Error(`no ${css}`);
  to.drawImage(from.canvas, 0, 0);
  const { data } = to.getImageData(0, 0, size, size);
  let text = '';
  for (let i = 0; i < data.length; i += 8192) {
    text += String.fromCharCode(...data.subarray(i, i + 8192));
  }
  return btoa(text);
}

/** Prints a case's row; whether it agrees. */
function check(name, css, theirs) {
  const file = join(OUTPUT, `${name}.rgba`);
  const ours = readFileSync(file);
  rmSync(file);
  const edge = css.startsWith('blur') ? EDGE : 0;
  let most = 0;
  let sum = 0;
  for (let y = edge; y < SIZE - edge; y += 1) {
    for (let x = edge * 4; x < (SIZE - edge) * 4; x += 1) {
      const off = Math.abs(ours[y * SIZE * 4 + x] - theirs[y * SIZE * 4 + x]);
      most = Math.max(most, off);
      sum += off;
    }
  }
  const mean = sum / ((SIZE - 2 * edge) ** 2 * 4);
  console.log(`${name.padEnd(18)}${String(most).padStart(4)}  ${mean.toFixed(2)}  ${css}`);
  const limit = MOST[name.replace(/[-\d.].*/, '')] ?? MOST_OF_OTHERS;
  return most <= limit;
}
