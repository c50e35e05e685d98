/** The files that `npm run oracle -- images` reads: one picture in every coding that sharp writes. */
import sharp from 'sharp';

/**
 * A picture like a photo: slopes, edges, fine lines, grain; with alpha where `alpha` says so.
 *
 * @param {number} width
 * @param {number} height
 * @param {boolean} [alpha]
 */
function picture(width, height, alpha = false) {
  const channels = alpha ? 4 : 3;
  const data = Buffer.alloc(width * height * channels);
  let state = 1;
  const grain = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 24) / 16 - 8;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = [x / width, y / height];
      const disk = Math.hypot(u - 0.5, v - 0.45) < 0.25 ? 70 : 0;
      const lines = Math.sin(x * (0.05 + u / 2)) * 25;
      const noise = grain();
      const color = [
        90 + 110 * u + disk + noise,
        150 - 90 * v + lines + noise,
        60 + 120 * u * v - disk / 2 + lines + noise,
        255 * Math.min(1, Math.max(0, 1.6 - Math.hypot(u - 0.5, v - 0.5) * 2.4)),
      ];
      const at = (y * width + x) * channels;
      for (let c = 0; c < channels; c += 1) data[at + c] = Math.min(255, Math.max(0, color[c]));
    }
  }
  return sharp(data, { raw: { width, height, channels } });
}

/** 16 bits a channel, all of them used. */
function deep(width, height, channels) {
  const data = new Uint16Array(width * height * channels);
  for (let i = 0; i < data.length; i += 1) data[i] = (i * 40_503) & 0xffff;
  return sharp(data, { raw: { width, height, channels } }).toColourspace(
    channels < 3 ? 'grey16' : 'rgb16',
  );
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {Promise<{ name: string, file: Buffer, most?: number, scaled?: boolean, inks?: boolean }[]>} `most` levels it
 *   may be off; whether it has four inks and no profile
 */
export async function files(width, height) {
  const plain = () => picture(width, height);
  const clear = () => picture(width, height, true);
  /** @type {[string, import('sharp').Sharp, { most?: number, scaled?: boolean, inks?: boolean }?][]} */
  const list = [
    ['JPEG 4:2:0', plain().jpeg({ quality: 90 }), { scaled: true }],
    ['JPEG 4:4:4', plain().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }), { scaled: true }],
    ['JPEG 4:2:0 of low quality', plain().jpeg({ quality: 20 })],
    ['JPEG progressive', plain().jpeg({ quality: 90, progressive: true }), { scaled: true }],
    ['JPEG progressive 4:4:4', plain().jpeg({ progressive: true, chromaSubsampling: '4:4:4' })],
    ['JPEG by mozjpeg', plain().jpeg({ mozjpeg: true })],
    ['JPEG with its own tables', plain().jpeg({ optimiseCoding: false })],
    ['JPEG gray', plain().toColourspace('b-w').jpeg()],
    ['JPEG gray progressive', plain().toColourspace('b-w').jpeg({ progressive: true })],
    ...[2, 3, 4, 5, 6, 7, 8].map((orientation) => [
      `JPEG turned ${orientation}`,
      plain().withMetadata({ orientation }).jpeg(),
    ]),
    // Two programs that convert colors: each rounds in its own way.
    ['JPEG in Display P3', plain().withIccProfile('p3').jpeg(), { most: 3 }],
    // How inks become light is a question of profiles, which programs answer in other ways: the inks must be the same.
    ['JPEG CMYK', plain().toColourspace('cmyk').jpeg(), { inks: true }],
    ['PNG', plain().png(), { scaled: true }],
    ['PNG with alpha', clear().png(), { scaled: true }],
    ['PNG interlaced', plain().png({ progressive: true })],
    ['PNG interlaced with alpha', clear().png({ progressive: true })],
    ['PNG palette', plain().png({ palette: true })],
    ['PNG palette with alpha', clear().png({ palette: true })],
    [
      'PNG palette of 4 colors, interlaced',
      plain().png({ palette: true, colours: 4, progressive: true }),
    ],
    ['PNG palette of 2 colors', plain().png({ palette: true, colours: 2 })],
    ['PNG gray', plain().toColourspace('b-w').png()],
    ['PNG gray with alpha', clear().toColourspace('b-w').png()],
    ['PNG 16-bit', deep(width, height, 3).png()],
    ['PNG 16-bit interlaced', deep(width, height, 3).png({ progressive: true })],
    ['PNG 16-bit gray', deep(width, height, 1).png()],
    ['PNG 16-bit with alpha', deep(width, height, 4).png()],
    ['WebP lossy', plain().webp({ quality: 80 }), { scaled: true }],
    ['WebP lossy of low quality', plain().webp({ quality: 10 })],
    ['WebP lossy with alpha', clear().webp({ quality: 80 })],
    ['WebP lossless', plain().webp({ lossless: true })],
    ['WebP lossless with alpha', clear().webp({ lossless: true })],
    ['WebP near lossless', plain().webp({ nearLossless: true })],
    ['WebP turned 6', plain().withMetadata({ orientation: 6 }).webp()],
    ['PNG turned 6', plain().withMetadata({ orientation: 6 }).png()],
    ['GIF', plain().gif()],
    ['GIF with alpha', clear().gif()],
    ['GIF interlaced', plain().gif({ progressive: true })],
  ];
  return Promise.all(
    list.map(async ([name, image, more]) => ({ name, file: await image.toBuffer(), ...more })),
  );
}
