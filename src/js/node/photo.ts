import { readFile } from 'node:fs/promises';
import { LiveproofError } from '../error.js';
import { type PhotoOptions, type TakenPhoto, takePhoto } from '../photo.js';
import { toUrl } from './files.js';

/** Takes a photo in, on this thread. What is named without a scheme is a path. */
export async function readPhoto(
  photo: ArrayBuffer | Uint8Array | Blob | URL | string,
  { signal, onProgress }: { [K in 'signal' | 'onProgress']: PhotoOptions[K] | undefined },
  path: string,
): Promise<TakenPhoto> {
  const how = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
  return takePhoto(await open(photo, path), how, path);
}

async function open(photo: ArrayBuffer | Uint8Array | Blob | URL | string, path: string) {
  if (typeof photo !== 'string' && !(photo instanceof URL)) return photo;
  const url = toUrl(photo);
  if (url.protocol !== 'file:') return url;
  try {
    return await readFile(url);
  } catch (cause) {
    const message = `${path}: it can not be loaded`;
    throw new LiveproofError('photo-failed', message, { path, value: url.href, cause });
  }
}
