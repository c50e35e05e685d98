import { attachInteraction, type Preview } from '../index.js';

/**
 * What pointers and keys do on the canvas of a `<live-proof>`. Called for each new preview; returns what ends it.
 * A layer that is picked is told by an event `pick` on `proof` with `detail.option`: the picker focuses that option.
 */
export function interact(
  preview: Preview,
  canvas: HTMLCanvasElement,
  proof: HTMLElement,
): () => void {
  return attachInteraction(preview, canvas, {
    onFocusOption: (option) => proof.dispatchEvent(new CustomEvent('pick', { detail: { option } })),
  });
}
