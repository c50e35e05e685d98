/** Debian's Noto fonts, and a face of a collection as a font of its own. */
import { existsSync } from 'node:fs';
import { aptInstall } from '../../../xtask/apt.js';

const PACKAGES = ['fonts-noto-core', 'fonts-noto-cjk'];

/**
 * Installs the fonts where some are missing. Ends this process when they still are.
 *
 * @param {string[]} files
 */
export function ensureFonts(files) {
  const missing = () => files.filter((file) => !existsSync(file));
  if (missing().length > 0) aptInstall(PACKAGES, 'the Noto fonts of Debian');
  const [file] = missing();
  if (file === undefined) return;
  console.error(`No font ${file}: install ${PACKAGES.join(' and ')}.`);
  process.exit(1);
}

/**
 * A face of a collection as a file of one face, which is all that a `FontFace` takes: its table
 * directory with the offsets made anew, then its tables.
 * https://learn.microsoft.com/typography/opentype/spec/otff#ttc-header
 *
 * @param {Buffer} file a collection, or a font of one face, which is returned as it is
 * @param {number} index
 */
export function faceOf(file, index) {
  if (file.toString('latin1', 0, 4) !== 'ttcf') return file;
  const start = file.readUInt32BE(12 + 4 * index);
  const count = file.readUInt16BE(start + 4);
  const directory = Buffer.from(file.subarray(start, start + 12 + 16 * count));
  const parts = [directory];
  let end = directory.length;
  for (let table = 0; table < count; table += 1) {
    const entry = 12 + 16 * table;
    const offset = directory.readUInt32BE(entry + 8);
    const length = directory.readUInt32BE(entry + 12);
    // Tables start at multiples of 4.
    const part = Buffer.alloc((length + 3) & ~3);
    file.copy(part, 0, offset, offset + length);
    directory.writeUInt32BE(end, entry + 8);
    parts.push(part);
    end += part.length;
  }
  return Buffer.concat(parts);
}
