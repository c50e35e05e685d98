import { invalid } from './error.js';
import type { Engine } from './instance.js';

/** A photo to look at: at most 1024 pixels wide and high, whatever the size of the file. */
export interface PhotoPixels {
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** Red, green, blue and alpha of each pixel, not premultiplied: what `new ImageData` takes. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * What of a photo is there, of any size: it is stretched to the photo. One byte a pixel, 0 where the background
 * is and 255 where it is not; or four, of which the last counts, as an `ImageData` has them.
 */
export interface PhotoMask {
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** The bytes, row by row from the top. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A face in a photo, in pixels of the {@link PhotoPixels}. */
export interface Face {
  /** Left edge. */
  readonly x: number;
  /** Top edge. */
  readonly y: number;
  /** Width. */
  readonly width: number;
  /** Height. */
  readonly height: number;
}

/** Finds the background of a photo: a model that the page brings, or a server. */
export type RemoveBackground = (photo: PhotoPixels) => Promise<PhotoMask>;

/** Finds the faces of a photo. */
export type DetectFaces = (photo: PhotoPixels) => Promise<readonly Face[]>;

/** What looks at photos, as `createPreview` is given it. */
export interface Finders {
  readonly removeBackground?: RemoveBackground | undefined;
  readonly detectFaces?: DetectFaces | undefined;
}

/** Longest side of the copy of a photo that is looked at: what models work at. */
const LONGEST = 1024;

/** The photo of an option, for whoever looks at it. */
export function photoPixels(engine: Engine, option: string): PhotoPixels {
  const [width, height, data] = engine.photoPixels(option, LONGEST) as [
    number,
    number,
    PhotoPixels['data'],
  ];
  return { width, height, data };
}

/** The one byte a pixel that a mask says. */
export function alphaOf(mask: PhotoMask): Uint8Array {
  const { width, height, data } = (mask ?? {}) as Partial<PhotoMask>;
  const count = Number(width) * Number(height);
  if (!(count > 0) || !data || (data.length !== count && data.length !== count * 4)) {
    throw invalid('removeBackground', mask, 'a mask { width, height, data }, 1 or 4 bytes a pixel');
  }
  if (data.length === count) return new Uint8Array(data);
  return Uint8Array.from({ length: count }, (_, i) => data[i * 4 + 3] as number);
}

/** The browser's own detector of faces; few have one. */
interface BrowserDetector {
  detect(image: ImageData): Promise<{ boundingBox: Face }[]>;
}

/** The browser's own way to find faces, where it has one. */
export function browserFaces(): DetectFaces | undefined {
  const { FaceDetector } = globalThis as { FaceDetector?: new () => BrowserDetector };
  if (!FaceDetector) return undefined;
  return async ({ width, height, data }) => {
    const found = await new FaceDetector().detect(new ImageData(data, width, height));
    return found.map(({ boundingBox }) => boundingBox);
  };
}

/** The middle of all faces, the large ones before the small, in parts of the photo; `null` without one. */
export function middleOf(faces: readonly Face[], photo: PhotoPixels): [number, number] | null {
  let [x, y, all] = [0, 0, 0];
  for (const face of faces) {
    const size = face.width * face.height;
    if (!(size > 0)) continue;
    x += (face.x + face.width / 2) * size;
    y += (face.y + face.height / 2) * size;
    all += size;
  }
  if (!(all > 0)) return null;
  const part = (sum: number, side: number) => Math.min(Math.max(sum / all / side, 0), 1);
  return [part(x, photo.width), part(y, photo.height)];
}
