import type { Preview } from '../index.js';

/**
 * What pointers and keys do on the canvas of a `<live-proof>`. Called for each new preview; returns what ends it.
 */
export function interact(_preview: Preview, _canvas: HTMLCanvasElement): () => void {
  return () => {};
}
