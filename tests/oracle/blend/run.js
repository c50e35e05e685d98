/**
 * Blend modes against Chromium's canvas and against formulas in doubles: `npm run oracle -- blend`.
 *
 * Every level of the backdrop meets every level of the source, 256 × 256, for every pair of four alphas, opaque
 * ones among them; red, green and blue take the levels in different orders, so that modes of whole colors see
 * colors. W3C's modes must be within 1 of Chromium's bytes, all modes within 1 of the formula, premultiplied.
 *
 * Chromium itself is up to 2 off in `difference` and `exclusion`: Skia rounds a product to a byte and doubles it
 * (`s + d - 2 * div255(...)`). For these two Chromium is only shown; the formula decides, and we must be within 1.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installModules } from '../../../xtask/setup.js';
import { exact, mixOf } from './formulas.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const OUTPUT = join(ROOT, 'tests/output/oracle-blend');

const ALPHAS = [255, 200, 128, 40];
const SIZE = 256 * ALPHAS.length;

/** Most that a byte may differ by. */
const MOST = 1;

/** The fill that `blend.rs` takes where one is asked for. */
const FILL = 102 / 255;

/** W3C's modes, and Chromium's names of them. */
const W3C = new Map(
  [
    'multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light difference exclusion',
    'hue saturation color luminosity',
  ]
    .flatMap((names) => names.split(' '))
    .map((name) => [name, name]),
).set('normal', 'source-over');

/** Where Chromium's own rounding is off. */
const OFF_IN_CHROMIUM = ['difference', 'exclusion'];

const backdrop = grid((x) => x);
const source = grid((_, y) => y);
const names = blendOurs();
installModules();
const { openCanvas } = await import('./chromium.js');
const canvas = await openCanvas(SIZE);
let wrong = 0;
try {
  console.log(
    `Chromium ${canvas.version}; ${ALPHAS.length ** 2} pairs of alphas, 256 x 256 levels each`,
  );
  console.log(row('mode', ['Chromium', 'formula', 'its own'], ''));
  await canvas.load(backdrop, source);
  for (const name of names) wrong += (await check(name)) ? 0 : 1;
} finally {
  await canvas.close();
}
console.log(`${names.length} cases, ${wrong} differ by more than ${MOST}`);
process.exitCode = wrong === 0 ? 0 : 1;

/** Premultiplied pixels whose level is a column's or a row's, and whose alpha is that of its square. */
function grid(of) {
  const pixels = Buffer.alloc(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const place = of(x, y);
      const alpha = ALPHAS[Math.floor(place / 256)];
      const level = place % 256;
      // Red alone steps through every pair in order; any order of the others meets every pair too.
      const levels = [level, (level * 37 + 11) % 256, 255 - level];
      const color = levels.map((l) => Math.round((l * alpha) / 255));
      pixels.set([...color, alpha], (y * SIZE + x) * 4);
    }
  }
  return pixels;
}

/** Blends natively; the names of what was blended. */
function blendOurs() {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  writeFileSync(join(OUTPUT, 'backdrop.rgba'), backdrop);
  writeFileSync(join(OUTPUT, 'source.rgba'), source);
  const { status, stdout } = spawnSync(
    'cargo',
    ['run', '--quiet', '--example', 'oracle-blend', '--', OUTPUT],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
  );
  if (status !== 0) process.exit(status ?? 1);
  return stdout.trim().split('\n');
}

/** Prints a mode's row; whether it agrees. */
async function check(name) {
  const file = join(OUTPUT, `${name}.rgba`);
  const ours = readFileSync(file);
  rmSync(file);
  const filled = name.endsWith('-fill');
  const mode = filled ? name.slice(0, -'-fill'.length) : name;
  const operation = filled ? undefined : W3C.get(mode);
  const theirs = operation && (await canvas.blend(operation));
  const fill = filled ? FILL : 1;
  const mix = mixOf(mode, fill);
  let [fromChromium, fromFormula, theirOwn] = [0, 0, 0];
  let example = '';
  for (let at = 0; at < ours.length; at += 4) {
    const want = exact(mix, source.subarray(at, at + 4), backdrop.subarray(at, at + 4), fill);
    for (let i = 0; i < 4; i += 1) {
      const off = Math.abs(ours[at + i] - want[i]);
      if (off > fromFormula) {
        fromFormula = off;
        const pixel = (pixels) => [...pixels.subarray(at, at + 4)].join(' ');
        example = `${pixel(source)} on ${pixel(backdrop)} is ${pixel(ours)}`;
      }
      if (!theirs) continue;
      fromChromium = Math.max(fromChromium, Math.abs(ours[at + i] - theirs[at + i]));
      theirOwn = Math.max(theirOwn, Math.abs(theirs[at + i] - want[i]));
    }
  }
  const excused = theirs && OFF_IN_CHROMIUM.includes(mode);
  const same = fromFormula <= MOST && (excused || fromChromium <= MOST);
  const figures = [theirs ? String(fromChromium) : '', fromFormula.toFixed(2)];
  const verdict = same ? (excused ? 'ok by the formula' : 'ok') : `DIFFERS: ${example}`;
  console.log(row(name, [...figures, theirs ? theirOwn.toFixed(2) : ''], verdict));
  return same;
}

function row(mode, figures, verdict) {
  return `${mode.padEnd(20)}${figures.map((f) => f.padStart(9)).join('')}  ${verdict}`.trimEnd();
}
