/**
 * Text against Chromium's: `npm run oracle -- scripts [--pictures]`.
 *
 * Lines of twelve scripts, and of two directions, are set by us (`scripts.rs`) and by Chromium's canvas in the same
 * fonts, Debian's Noto. Their advances must be equal, and so must be their pictures but for the grain of the edges.
 * Of lines that differ, of all with `--pictures`, expected, difference and actual are written to
 * `tests/output/oracle/`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installModules } from '../../../xtask/setup.js';
import { ensureFonts, faceOf } from './fonts.js';
import { SAMPLES } from './lines.js';
import { compare, triptych } from './pictures.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const OUTPUT = join(ROOT, 'tests/output/oracle');

/** The em, in pixels. */
const SIZE = 60;

/** Most that the advances may differ by, of Chromium's. */
const MAX_ADVANCE = 0.005;

/**
 * Most that the pictures may differ by on average, in levels of 255. We draw a letter on the nearest quarter of
 * a pixel, at most an eighth, 32 levels, off along its upright edges; that makes 0.2 to 1.5. A line that stands
 * 0.3 pixels off makes more than 3.
 */
const MAX_MEAN = 2;

/**
 * Most of the pixels that may be off by more than 64 levels, which that eighth does not make but where
 * outlines touch: up to 0.007 %. The smallest dot that is missing, a dagesh, makes 0.05 %.
 */
const MAX_OFF = 0.0002;

const lines = SAMPLES.flatMap(({ texts, fonts, rightToLeft = false, script }) =>
  texts.map((text) => ({
    text,
    script,
    size: SIZE,
    rightToLeft,
    fonts: fonts.map(({ file, face = 0 }) => ({ file, face })),
  })),
);

const keepAll = process.argv.includes('--pictures');
ensureFonts(lines.flatMap((line) => line.fonts.map((font) => font.file)));
const ours = drawOurs();
installModules();
const { openChromium } = await import('./chromium.js');
const chromium = await openChromium((name) => {
  const [file, face] = name.split('#');
  return faceOf(readFileSync(file), Number(face));
});
let wrong = 0;
try {
  console.log(`Chromium ${chromium.version}, ${SIZE} px`);
  console.log(row('script', ['ours', 'Chromium', '%', 'mean', 'off %']));
  for (const [i, line] of lines.entries()) wrong += (await check(line, ours[i], i)) ? 0 : 1;
} finally {
  await chromium.close();
}
console.log(`${lines.length} lines, ${wrong} differ`);
process.exitCode = wrong === 0 ? 0 : 1;

/** Where our lines stand, and their pictures. */
function drawOurs() {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  writeFileSync(join(OUTPUT, 'lines.json'), JSON.stringify(lines));
  const { status, stdout } = spawnSync(
    'cargo',
    ['run', '--quiet', '--example', 'oracle-scripts', '--', OUTPUT],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
  );
  if (status !== 0) process.exit(status ?? 1);
  const places = stdout
    .trim()
    .split('\n')
    .map((json) => JSON.parse(json));
  return places.map((place, i) => {
    const file = join(OUTPUT, `${i}.gray`);
    const gray = readFileSync(file);
    rmSync(file);
    return { ...place, gray };
  });
}

/** Prints a line's row; whether it agrees. */
async function check(line, our, number) {
  const { x, baseline, width, height } = our;
  const fonts = line.fonts.map(({ file, face }) => `${file}#${face}`);
  const { text, rightToLeft, size } = line;
  const theirs = await chromium.draw({
    text,
    fonts,
    rightToLeft,
    size,
    x,
    baseline,
    width,
    height,
  });
  const expected = { width, height, gray: theirs.gray };
  const apart = Math.abs(our.advance / theirs.advance - 1);
  const { mean, off } = compare(expected, our);
  const same = apart <= MAX_ADVANCE && mean <= MAX_MEAN && off <= MAX_OFF && our.missing === '';
  const name = `${String(number).padStart(2, '0')}-${line.script.toLowerCase()}.png`;
  if (!same || keepAll) writeFileSync(join(OUTPUT, name), triptych(expected, our));
  console.log(
    row(
      line.script,
      [
        our.advance.toFixed(2),
        theirs.advance.toFixed(2),
        (apart * 100).toFixed(3),
        mean.toFixed(2),
        (off * 100).toFixed(3),
      ],
      `${same ? 'ok' : `DIFFERS, ${name}`}${our.missing && ` (no font has ${our.missing})`}`,
      text,
    ),
  );
  return same;
}

/** Text comes last: marks and directions upset columns. */
function row(script, figures, verdict = '', text = '') {
  const columns = figures.map((figure) => figure.padStart(9)).join('');
  return `${script.padEnd(11)}${columns}  ${verdict}  ${text}`.trimEnd();
}
