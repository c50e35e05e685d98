/**
 * The intakes that `npm run oracle -- hostile` knows, by what they fit. To add one: its name, which files it fits, its
 * limit in milliseconds, how it takes a file in (in a thread), and how that is judged (outside of it).
 */
import { createHash } from 'node:crypto';
import { LiveproofError } from '../../../pkg/error.js';
import { premultiplied, taken } from '../../support/taken.js';

/** Levels of 255 that two decoders may differ by. */
const MOST_LEVELS = 2;

/** Most pixels that are compared one by one. */
const COMPARED = 4 << 20;

const image = {
  name: 'image',
  limit: 250,

  /** All that is no drawing: what is no picture either is to be refused. */
  fits(file) {
    const head = Buffer.from(file.subarray(0, 512));
    const packed = head[0] === 0x1f && head[1] === 0x8b;
    return !packed && !/<svg|<\?xml/i.test(head.toString('latin1'));
  },

  async take(file) {
    try {
      const { width, height, data, of, peak } = await taken(file);
      const pixels = { width: of[0], height: of[1], copy: [width, height] };
      const few = data.length <= COMPARED * 4;
      return { code: '', peak, pixels: { ...pixels, data: few ? data : undefined } };
    } catch (error) {
      if (!(error instanceof LiveproofError)) throw error;
      return { code: error.code, peak: 0, message: error.message };
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
    const read = (failOn) =>
      sharp(file, { failOn, page: 0, limitInputPixels: 64 << 20 })
        .autoOrient()
        .toColourspace('srgb')
        .ensureAlpha()
        .raw({ depth: 'uchar' })
        .toBuffer({ resolveWithObject: true })
        .catch(() => undefined);
    if (!pixels) return (await read('warning')) ? '(another program reads it)' : undefined;
    const other = await read('error');
    if (!other) return 'another program refuses it';
    const { data, info } = other;
    if (info.width !== pixels.width || info.height !== pixels.height) return 'another size';
    if (!pixels.data || digest(pixels.data) === digest(data)) return undefined;
    premultiplied(data);
    const off = data.reduce((most, v, i) => Math.max(most, Math.abs(v - pixels.data[i])), 0);
    // Inks and profiles are converted in other ways; damage that a program warns of it mends in its own.
    if (off <= MOST_LEVELS || !(await read('warning'))) return undefined;
    return (await hasProfile(sharp, file))
      ? `(colors differ by ${off})`
      : `other pixels, by ${off}`;
  },
};

async function hasProfile(sharp, file) {
  const { icc, channels, space } = await sharp(file, { failOn: 'none' }).metadata();
  return Boolean(icc) || space === 'cmyk' || channels === 5;
}

const digest = (data) => createHash('sha1').update(data).digest('hex');

export const INTAKES = [image];
