/** Files that are damaged or made up, the same in every run. */
import { readdir, readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

const IMAGES = new URL('../../images/', import.meta.url);
const FORMATS = /\.(jpg|png|webp|gif|bmp)$/;

/** Mutants of each file. */
const EACH = 60;

export async function* mutants() {
  let state = 7;
  const below = (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  for (const name of (await readdir(IMAGES)).filter((n) => FORMATS.test(n)).sort()) {
    const file = await readFile(new URL(name, IMAGES));
    yield { name, file };
    for (let i = 0; i < EACH; i += 1) {
      const bad = Buffer.from(file);
      if (i % 3 === 0) {
        const cut = below(bad.length);
        yield { name: `${name} cut to ${cut}`, file: bad.subarray(0, cut) };
        continue;
      }
      for (let k = 0; k <= i % 4; k += 1) bad[below(bad.length)] = below(256);
      yield { name: `${name} flipped ${i}`, file: bad };
    }
  }
  yield* bombs();
}

/** Small files that claim, or hold, a lot. */
async function* bombs() {
  const flat = (width, height) =>
    sharp({
      create: { width, height, channels: 3, background: '#808080' },
      limitInputPixels: false,
    });
  yield {
    name: 'png of 60 megapixels, all gray',
    file: await flat(10_000, 6000).png({ compressionLevel: 9 }).toBuffer(),
  };
  yield {
    name: 'jpeg of 60 megapixels, all gray',
    file: await flat(10_000, 6000).jpeg({ quality: 1 }).toBuffer(),
  };
  yield {
    name: 'progressive jpeg of 60 megapixels',
    file: await flat(10_000, 6000).jpeg({ quality: 1, progressive: true }).toBuffer(),
  };
  yield {
    name: 'webp of 60 megapixels, all gray',
    file: await flat(10_000, 6000).webp({ lossless: true }).toBuffer(),
  };
  yield { name: 'gif of 16 megapixels, all gray', file: await flat(4000, 4000).gif().toBuffer() };
  yield {
    name: 'png of 100 megapixels',
    file: await flat(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer(),
  };
  yield { name: 'png of a claim', file: png(30_000, 2000, Buffer.alloc(64)) };
  yield { name: 'png of no width', file: png(0, 1, Buffer.alloc(64)) };
  const jpeg = await flat(64, 64).jpeg({ progressive: true }).toBuffer();
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc2]));
  const claim = Buffer.from(jpeg);
  claim.writeUInt16BE(8000, frame + 5);
  claim.writeUInt16BE(8000, frame + 7);
  yield { name: 'progressive jpeg of a claim', file: claim };
  // The same scan over and over: each would go over the whole picture.
  const scan = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
  const again = Array.from({ length: 2000 }, () => jpeg.subarray(scan, jpeg.length - 2));
  yield {
    name: 'progressive jpeg of 2000 scans',
    file: Buffer.concat([jpeg.subarray(0, -2), ...again, jpeg.subarray(-2)]),
  };
}

/** A PNG of gray pixels that holds `data` and no more. */
function png(width, height, data) {
  const chunk = (name, body) => {
    const named = Buffer.concat([Buffer.from(name), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
