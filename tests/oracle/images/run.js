/**
 * `npm run oracle -- images [DIR]`: decoders against libjpeg-turbo, libpng, libwebp and libvips' GIF reader, and smaller
 * copies against Lanczos' kernel in doubles. The other programs come with npm's `sharp`, which also makes the files.
 *
 * A folder adds its files: those that both read must have the same pixels.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { premultiplied, taken } from '../../support/taken.js';
import { files } from './files.js';
import { lanczos } from './lanczos.js';

/** Levels of 255 that any value may be off, where nothing else is said. */
const MOST_LEVELS = 2;

/** Decibels that a smaller copy must reach. */
const LEAST_DB = 38;

/** Most pixels of a copy, beside how many the pictures have. */
const COPIES = [
  [1200, 800, 500_000],
  [1200, 800, 150_000],
  [1201, 803, 60_000],
];

let failed = 0;

/**
 * @param {string} name
 * @param {Buffer} file
 * @param {{ most?: number, inks?: boolean }} [how] levels; whether to compare as inks, without a profile
 */
async function compare(name, file, { most = MOST_LEVELS, inks = false } = {}) {
  const reference = sharp(file, { failOn: 'none', page: 0 }).autoOrient();
  const colors = inks
    ? reference.pipelineColourspace('cmyk').toColourspace('cmyk')
    : reference.toColourspace('srgb').ensureAlpha();
  const { data, info } = await colors.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  if (inks) light(data);
  const ours = await taken(file);
  if (ours.width !== info.width || ours.height !== info.height) {
    return row(
      name,
      `${ours.width} × ${ours.height} instead of ${info.width} × ${info.height}`,
      false,
    );
  }
  premultiplied(data);
  let [worst, sum] = [0, 0];
  for (let i = 0; i < data.length; i += 1) {
    const off = Math.abs(data[i] - ours.data[i]);
    sum += off;
    if (off > worst) worst = off;
  }
  const mean = (sum / data.length).toFixed(3);
  return row(name, `worst ${String(worst).padStart(3)} of ${most}, mean ${mean}`, worst <= most);
}

/**
 * @param {string} name
 * @param {string} says
 * @param {boolean} fine
 */
function row(name, says, fine) {
  if (!fine) failed += 1;
  console.log(`${name.padEnd(44)}${says.padEnd(34)}${fine ? 'ok' : 'FAILS'}`);
}

const psnr = (a, b) => {
  let squares = 0;
  for (let i = 0; i < a.length; i += 1) squares += (a[i] - b[i]) ** 2;
  return 10 * Math.log10((255 * 255 * a.length) / squares);
};

/** What four inks let through, in their place: without a profile, each as much as it says. */
function light(data) {
  for (let i = 0; i < data.length; i += 4) {
    for (let c = 0; c < 3; c += 1) {
      data[i + c] = Math.round(((255 - data[i + c]) * (255 - data[i + 3])) / 255);
    }
    data[i + 3] = 255;
  }
}

/** A copy through the intake against the kernel, and sharp's own copy beside it. */
async function scale(name, file, most) {
  const whole = await taken(file);
  const copy = await taken(file, most);
  const wanted = lanczos(whole, copy.width, copy.height);
  const raw = { raw: { width: whole.width, height: whole.height, channels: 4 } };
  const other = await sharp(Buffer.from(whole.data), raw)
    .resize(copy.width, copy.height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer();
  const db = psnr(copy.data, wanted);
  const says = `${db.toFixed(1)} dB (sharp: ${psnr(other, wanted).toFixed(1)})`;
  row(`${name} to ${copy.width} × ${copy.height}`, says, db >= LEAST_DB);
}

console.log('decoders: levels of 255, over all values');
for (const { name, file, ...how } of await files(307, 205)) await compare(name, file, how);
for (const { name, file, ...how } of await files(16, 9)) {
  await compare(`${name}, 16 × 9`, file, how);
}
const [folder] = process.argv.slice(3);
if (folder) {
  for (const name of (await readdir(folder)).sort()) {
    const file = await readFile(join(folder, name)).catch(() => undefined);
    if (!file) continue;
    const both = await Promise.all([
      sharp(file)
        .stats()
        .then(
          () => true,
          () => false,
        ),
      taken(file).then(
        () => true,
        () => false,
      ),
    ]);
    if (both.every(Boolean)) await compare(name, file);
    else console.log(`${name.padEnd(44)}${both[0] ? 'not read by us' : 'not read by sharp'}`);
  }
}
console.log('\nsmaller copies: PSNR against Lanczos with three lobes, in doubles');
for (const [width, height, most] of COPIES) {
  const pictures = await files(width, height);
  for (const { name, file } of pictures.filter(({ scaled }) => scaled))
    await scale(name, file, most);
}
console.log(failed === 0 ? '\nall within the limits' : `\n${failed} beyond the limits`);
process.exitCode = failed === 0 ? 0 : 1;
