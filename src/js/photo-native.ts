/** A picture that the browser decoded: straight RGBA in sRGB, as stored. */
interface Picture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** How it is to be turned, as EXIF counts. */
  readonly orientation: number;
}

/** WebCodecs, as far as it is used; not in all browsers. */
interface Decoder {
  decode(): Promise<{ image: Frame }>;
  close(): void;
}

interface Frame {
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly visibleRect: { readonly width: number; readonly height: number } | null;
  readonly rotation?: number;
  readonly flip?: boolean;
  copyTo(to: Uint8Array, how: object): Promise<readonly { offset: number; stride: number }[]>;
  close(): void;
}

type DecoderClass = {
  new (init: { data: Uint8Array; type: string; colorSpaceConversion: string }): Decoder;
  isTypeSupported(type: string): Promise<boolean>;
};

/** As in the core. */
const MAX_PIXELS = 64 << 20;
const MAX_SIDE = 32_767;

/** EXIF's number for each quarter turn clockwise, then for the same mirrored afterwards. */
const TURNED = [1, 6, 3, 8, 2, 5, 4, 7];

/**
 * Decodes an AVIF or HEIC by WebCodecs, where this browser has it and reads that: without a canvas, whose pixels
 * browsers may alter. `undefined` for whatever it can't.
 */
export async function decodeNatively(file: Uint8Array): Promise<Picture | undefined> {
  const type = typeOf(file);
  const Class = (globalThis as { ImageDecoder?: DecoderClass }).ImageDecoder;
  if (!type || !Class || !fits(file)) return undefined;
  try {
    if (!(await Class.isTypeSupported(type))) return undefined;
    const decoder = new Class({ data: file, type, colorSpaceConversion: 'default' });
    const { image } = await decoder.decode();
    try {
      const { width, height } = image.visibleRect ?? { width: 0, height: 0 };
      if (!isFine(width, height)) return undefined;
      const data = new Uint8Array(width * height * 4);
      const [plane] = await image.copyTo(data, { format: 'RGBA', colorSpace: 'srgb' });
      if (plane?.offset !== 0 || plane.stride !== width * 4) return undefined;
      const quarters = Math.round((image.rotation ?? 0) / 90) & 3;
      const orientation = TURNED[quarters + (image.flip ? 4 : 0)] ?? 1;
      return { data, width, height, orientation };
    } finally {
      image.close();
      decoder.close();
    }
  } catch {
    return undefined;
  }
}

/** By the brand of the file (ISO/IEC 23008-12, 14496-12). */
function typeOf(file: Uint8Array): string | undefined {
  const head = text(file, 4, 12);
  if (/^ftypavi[fs]/.test(head)) return 'image/avif';
  if (/^ftyp(hei[cxms]|hev[cx])/.test(head)) return 'image/heic';
  // Of the general brand, the others tell.
  return /^ftypmif1/.test(head)
    ? text(file, 16, 64).includes('avif')
      ? 'image/avif'
      : 'image/heic'
    : undefined;
}

/** Whether the sizes that its header tells are within the limits, before anything is decoded. */
function fits(file: Uint8Array): boolean {
  const head = text(file, 0, 1 << 16);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let found = false;
  for (let at = head.indexOf('ispe'); at >= 0; at = head.indexOf('ispe', at + 4)) {
    if (at + 16 > file.length) return false;
    if (!isFine(view.getUint32(at + 8), view.getUint32(at + 12))) return false;
    found = true;
  }
  return found;
}

function isFine(width: number, height: number): boolean {
  return (
    width > 0 && height > 0 && Math.max(width, height) <= MAX_SIDE && width * height <= MAX_PIXELS
  );
}

function text(file: Uint8Array, from: number, to: number): string {
  let out = '';
  for (const byte of file.subarray(from, to)) out += String.fromCharCode(byte);
  return out;
}
