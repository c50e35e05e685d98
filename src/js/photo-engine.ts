import { LiveproofError } from './error.js';
import { type InitSource, instantiate } from './init.js';
import load, { __wbg_reset_state, encode, Intake } from './liveproof_photo.js';
import { decodeNatively } from './photo-native.js';

/** A photo as the engine takes it. */
export interface Taken {
  /** What `Engine.setPhoto` takes: pixels, no file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Width and height of the file, upright. */
  readonly width: number;
  readonly height: number;
  /** Most bytes of WebAssembly memory that it took. */
  readonly peak: number;
}

/** How a photo is taken in. */
export interface Taking {
  /** Most pixels of the copy; 0 for as many as the file has. */
  readonly most: number;
  /** Told how much is done, below 1. */
  readonly onProgress?: ((done: number) => void) | undefined;
  /** Called between steps: whoever shares the thread goes on meanwhile, or throws to end it. */
  readonly pause?: (() => Promise<void> | undefined) | undefined;
}

let loading: Promise<void> | undefined;
/** The instance has one memory, which is given back after each photo: one after the other. */
let busy: Promise<unknown> = Promise.resolve();
/** Whether a photo is half read in it. */
let reading = false;

/** Loads the WebAssembly that reads photos, once; after a failure the next call tries again. */
export function initPhoto(source?: InitSource): Promise<void> {
  const file = () => source ?? new URL('./liveproof_photo_bg.wasm', import.meta.url);
  loading ??= instantiate(load, file()).catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

/**
 * Takes a photo in, on this thread.
 *
 * @throws {LiveproofError} `image-corrupt`, `image-too-large`, `image-unsupported`, `engine-trapped`.
 */
export function takeIn(file: Uint8Array, taking: Taking): Promise<Taken> {
  const turn = busy.then(() => take(file, taking));
  busy = turn.catch(() => {});
  return turn;
}

async function take(file: Uint8Array, { most, onProgress, pause }: Taking): Promise<Taken> {
  await initPhoto();
  reading = true;
  try {
    let intake = new Intake(file, most);
    if (intake.code === 'image-unsupported') {
      const picture = await decodeNatively(file);
      if (picture) {
        const { data, width, height, orientation } = picture;
        intake = Intake.pixels(data, width, height, orientation, most);
      }
    }
    for (let done = 0; done < 1; ) {
      done = intake.code ? 1 : intake.step();
      if (done < 1) {
        onProgress?.(done);
        await pause?.();
      }
    }
    const { code, message, value } = intake;
    if (code) throw new LiveproofError(code, message, { value });
    const [, , width = 0, height = 0] = intake.sizes;
    const bytes = intake.take() as Uint8Array<ArrayBuffer>;
    if (bytes.length === 0) {
      throw new LiveproofError('image-too-large', 'memory does not hold the photo');
    }
    // Loaded already: it answers with the exports of the instance that there is now.
    const { memory } = await load({ module_or_path: new Uint8Array() });
    return { bytes, width, height, peak: memory.buffer.byteLength };
  } catch (cause) {
    if (!isTrap(cause)) throw cause;
    throw new LiveproofError('engine-trapped', 'this photo stopped what reads it', { cause });
  } finally {
    reading = false;
    // Memory never shrinks, but an instance goes as a whole.
    __wbg_reset_state();
  }
}

/**
 * Makes a file of opaque RGBA, when {@link initPhoto} is done.
 *
 * @param percent Quality of a JPEG, 1 to 100.
 * @throws {LiveproofError} `image-too-large` when memory is short.
 */
export function encodeFile(
  data: Uint8Array,
  width: number,
  type: 'image/jpeg' | 'image/webp',
  percent: number,
): Uint8Array<ArrayBuffer> {
  let file: Uint8Array | undefined;
  try {
    file = encode(data, width, data.length / 4 / width, type === 'image/webp' ? 0 : percent);
  } catch (cause) {
    if (!isTrap(cause)) throw cause;
  }
  if (!reading) __wbg_reset_state();
  if (file) return file as Uint8Array<ArrayBuffer>;
  throw new LiveproofError('image-too-large', 'memory does not hold the picture');
}

function isTrap(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError;
}
