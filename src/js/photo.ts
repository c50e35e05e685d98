import { LiveproofError } from './error.js';
import type { Taken } from './photo-engine.js';
import type { Order, Report } from './photo-worker.js';

/** A shopper's picture: a file, its bytes, or where it is. */
export type PhotoSource = ArrayBuffer | Uint8Array | Blob | URL | string;

/** How {@link Preview.setPhoto} takes a picture. */
export interface PhotoOptions {
  /** What stands for it in the selection. @default the name of a `File`, else `photo` */
  readonly name?: string;
  /** Gives it up; nothing is changed then. */
  readonly signal?: AbortSignal;
  /** Told how much is done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/** A photo that was taken in, and the file that it was. */
export interface TakenPhoto extends Omit<Taken, 'peak'> {
  readonly file: Blob;
}

/** Most bytes of a file, as in the core: nothing larger is read. */
const MAX_BYTES = 64 << 20;

/** Most pixels of the copy, as in the core: `MAX_PREVIEW_PIXELS`. */
export const MAX_PREVIEW_PIXELS: number = 3 << 20;

/** Milliseconds of a slice where there is no worker. */
const SLICE = 8;

/** How long a worker may take to say that it lives before the page does it itself. */
const PATIENCE = 10_000;

/**
 * Takes a photo in: in a worker that is thrown away, or where workers are refused, on this thread in slices.
 *
 * @throws {LiveproofError} `photo-failed`, `image-corrupt`, `image-too-large`, `image-unsupported`; the signal's
 * reason when that gave up.
 */
export async function takePhoto(
  source: PhotoSource,
  { signal, onProgress }: Pick<PhotoOptions, 'signal' | 'onProgress'>,
  path: string,
): Promise<TakenPhoto> {
  signal?.throwIfAborted();
  try {
    const file = await fileOf(source, signal);
    if (file.size > MAX_BYTES) {
      const message = `the image has ${file.size} bytes, more than the ${MAX_BYTES} allowed`;
      throw new LiveproofError('image-too-large', message, { value: String(file.size) });
    }
    onProgress?.(0);
    const order = { file, most: MAX_PREVIEW_PIXELS };
    return (await inWorker(order, signal, onProgress)) ?? (await here(order, signal, onProgress));
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof LiveproofError) || error.path) throw error;
    const { code, message, value, status, cause } = error;
    const detail = { path, value, cause, ...(status === undefined ? {} : { status }) };
    throw new LiveproofError(code, `${path}: ${message}`, detail);
  }
}

async function fileOf(source: PhotoSource, signal: AbortSignal | undefined): Promise<Blob> {
  if (source instanceof Blob) return source;
  if (typeof source !== 'string' && !(source instanceof URL)) {
    // A copy: what the caller does with it later is no part of the photo.
    return new Blob([source as BufferSource]);
  }
  const url = String(source);
  try {
    const response = await fetch(url, signal ? { signal } : {});
    if (response.ok) return await response.blob();
    throw new LiveproofError('photo-failed', `it was answered with ${response.status}`, {
      value: url,
      status: response.status,
    });
  } catch (cause) {
    if (cause instanceof LiveproofError) throw cause;
    signal?.throwIfAborted();
    throw new LiveproofError('photo-failed', 'it can not be loaded', { value: url, cause });
  }
}

/** `undefined` where there is no worker to be had. */
function inWorker(
  order: Order,
  signal: AbortSignal | undefined,
  onProgress: ((done: number) => void) | undefined,
): Promise<TakenPhoto | undefined> {
  let worker: Worker;
  try {
    worker = new Worker(new URL('./photo-worker.js', import.meta.url), { type: 'module' });
  } catch {
    return Promise.resolve(undefined);
  }
  const ended = new AbortController();
  return new Promise<TakenPhoto | undefined>((resolve, reject) => {
    let ready = false;
    const giveUp = () => resolve(undefined);
    const timer = setTimeout(giveUp, PATIENCE);
    ended.signal.addEventListener('abort', () => clearTimeout(timer));
    signal?.addEventListener('abort', () => reject(signal.reason), { signal: ended.signal });
    // Refused by a policy, or not found: nothing of it ran.
    worker.onerror = (event) => {
      event.preventDefault();
      if (!ready) return giveUp();
      reject(new LiveproofError('engine-trapped', 'this photo stopped what reads it'));
    };
    worker.onmessageerror = giveUp;
    worker.onmessage = ({ data: report }: MessageEvent<Report>) => {
      switch (report.kind) {
        case 'ready':
          ready = true;
          clearTimeout(timer);
          break;
        case 'progress':
          onProgress?.(report.done);
          break;
        case 'taken': {
          const { bytes, width, height, file } = report;
          resolve({ bytes, width, height, file });
          break;
        }
        case 'fault': {
          const { code, message, value } = report;
          if (code === 'engine-failed') giveUp();
          else reject(new LiveproofError(code, message, { value }));
        }
      }
    };
    worker.postMessage(order);
  }).finally(() => {
    ended.abort();
    worker.terminate();
  });
}

/** On this thread. */
async function here(
  { file, most }: Order,
  signal: AbortSignal | undefined,
  onProgress: ((done: number) => void) | undefined,
): Promise<TakenPhoto> {
  const { takeIn } = await import('./photo-engine.js');
  const read = new Uint8Array(await file.arrayBuffer());
  let slice = performance.now();
  const pause = () => {
    signal?.throwIfAborted();
    if (performance.now() - slice < SLICE) return undefined;
    return new Promise<void>((resume) =>
      setTimeout(() => {
        slice = performance.now();
        resume();
      }),
    );
  };
  const { bytes, width, height } = await takeIn(read, { most, onProgress, pause });
  return { bytes, width, height, file: new Blob([read], { type: file.type }) };
}
