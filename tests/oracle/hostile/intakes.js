/**
 * The intakes that `npm run oracle -- hostile` knows, by what they fit. To add one: its name, which files it fits, its
 * limit in milliseconds, how it takes a file in (in a thread), and how that is judged (outside of it).
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isSvg } from '../../../pkg/drawings.js';
import { LiveproofError } from '../../../pkg/error.js';
import photoInstance from '../../../pkg/liveproof_photo.js';
import svgInstance, { __wbg_reset_state as anew } from '../../../pkg/liveproof_svg.js';
import { MAX_PREVIEW_PIXELS } from '../../../pkg/photo.js';
import { initPhoto } from '../../../pkg/photo-engine.js';
import { drawSvg, initSvg, TRAPPED } from '../../../pkg/svg.js';
import { premultiplied, taken } from '../../support/taken.js';

/** By SHA-1: files that are taken though another program refuses them, and why. */
const KNOWN = new Map([
  [
    'a5bfa7aa43b1a65605ac5902e177d3ffe4e242a7',
    'image-webp lets damaged data run out a byte later than libwebp does',
  ],
]);

const wasm = (name) => readFile(new URL(`../../../pkg/${name}_bg.wasm`, import.meta.url));

/** Levels of 255 that two decoders may differ by. */
const MOST_LEVELS = 2;

/**
 * The share of values that may be off by more. Damage goes unseen in bytes that any program reads; values that it drives
 * out of their range each clamps in its own way. A picture that ends halfway differs by more than this.
 */
const MOST_OTHER = 0.1;

const image = {
  name: 'image',
  limit: 250,

  /** All that is no drawing: what is no picture either is to be refused. */
  fits: (file) => !isSvg(file),

  async take(file) {
    await initPhoto(await wasm('liveproof_photo'));
    const memory = await memoryOf(photoInstance);
    const start = performance.now();
    try {
      const { width, height, data, of } = await taken(file, MAX_PREVIEW_PIXELS);
      const time = performance.now() - start;
      const pixels = { width: of[0], height: of[1], copy: [width, height] };
      const whole = width === of[0];
      const peak = memory.buffer.byteLength;
      return { code: '', time, peak, pixels: { ...pixels, data: whole ? data : undefined } };
    } catch (error) {
      if (!(error instanceof LiveproofError)) throw error;
      const time = performance.now() - start;
      return { code: error.code, time, peak: memory.buffer.byteLength, message: error.message };
    }
  },

  /**
   * Against sharp: libjpeg-turbo, libpng, libwebp and libvips' own.
   *
   * @returns {Promise<string | undefined>} what is wrong; in brackets what is only told
   */
  async judge(file, pixels) {
    // Loaded late: threads don't judge.
    const { default: sharp } = await import('sharp');
    const read = async (failOn) => {
      try {
        return await sharp(file, { failOn, page: 0, limitInputPixels: 64 << 20 })
          .autoOrient()
          .toColourspace('srgb')
          .ensureAlpha()
          .raw({ depth: 'uchar' })
          .toBuffer({ resolveWithObject: true });
      } catch {
        return undefined;
      }
    };
    if (!pixels) return (await read('warning')) ? '(another program reads it)' : undefined;
    const other = (await read('error')) ?? (await read('none'));
    if (!other) {
      const known = KNOWN.get(digest(file));
      return known ? `(${known})` : 'another program refuses it';
    }
    const { data, info } = other;
    if (info.width !== pixels.width || info.height !== pixels.height) return 'another size';
    if (!pixels.data || digest(pixels.data) === digest(data)) return undefined;
    premultiplied(data);
    let [off, most] = [0, 0];
    data.forEach((v, i) => {
      const by = Math.abs(v - pixels.data[i]);
      off += by > MOST_LEVELS ? 1 : 0;
      most = Math.max(most, by);
    });
    if (off === 0) return undefined;
    const says = `other pixels: ${((100 * off) / data.length).toFixed(1)} %, by ${most}`;
    // Inks and profiles are converted in other ways.
    const told = off <= data.length * MOST_OTHER || (await hasProfile(sharp, file));
    return told ? `(${says})` : says;
  },
};

async function hasProfile(sharp, file) {
  const { icc, channels, space } = await sharp(file, { failOn: 'none' }).metadata();
  return Boolean(icc) || space === 'cmyk' || channels === 5;
}

const digest = (data) => createHash('sha1').update(data).digest('hex');

const svg = {
  name: 'svg',
  limit: 100,
  fits: isSvg,

  async take(file) {
    await initSvg(await wasm('liveproof_svg'));
    // Memory never shrinks: each file has its own.
    anew();
    const memory = await memoryOf(svgInstance);
    const start = performance.now();
    const drawing = drawSvg(file);
    const time = performance.now() - start;
    const peak = memory.buffer.byteLength;
    if (drawing instanceof Uint8Array) return { code: '', time, peak, pixels: { drawing } };
    const [code, message] = drawing;
    return { code: message === TRAPPED ? 'TRAP' : code, time, peak, message };
  },

  /**
   * Against librsvg, which sharp brings: what is no XML to it is none to us. It refuses more, like what has no size, and
   * what it should include but can't, which we never do.
   */
  async judge(file, drawn) {
    const { default: sharp } = await import('sharp');
    const fault = await sharp(file)
      .metadata()
      .then(
        () => '',
        ({ message }) => message,
      );
    if (!drawn) return fault ? undefined : '(another program reads it)';
    return /XML parse error: (?!malformed data: URL)/.test(fault)
      ? 'another program refuses it'
      : undefined;
  },
};

/** The memory of the instance that reads the next file. Loaded already, it answers with its exports. */
async function memoryOf(load) {
  return (await load({ module_or_path: new Uint8Array() })).memory;
}

export const INTAKES = [image, svg];
