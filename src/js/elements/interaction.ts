import type { Preview } from '../index.js';

/**
 * What pointers and keys do on the canvas of a `<live-proof>`. Called for each new preview; returns what ends it.
 * A layer that is picked is told by an event `pick` on `proof` with `detail.option`: the picker focuses that option.
 */
export function interact(
  _preview: Preview,
  _canvas: HTMLCanvasElement,
  _proof: HTMLElement,
): () => void {
  return () => {};
}
