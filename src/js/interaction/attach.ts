import type { Hit } from '../hands.js';
import type { Preview } from '../preview.js';
import { listenToKeys } from './keys.js';
import { Overlay } from './overlay.js';
import { Pointers } from './pointers.js';
import { Target } from './target.js';
import { listenToWheel } from './wheel.js';

/** What {@link attachInteraction} tells. */
export interface InteractionOptions {
  /**
   * A layer was tapped, clicked or chosen by Enter: show the field of the option that decides it, or else
   * places it.
   */
  readonly onFocusOption?: (option: string, hit: Hit) => void;
}

/**
 * Lets a shopper work on the canvas of a preview: tap a layer to get to its option, and drag, pinch,
 * wheel, turn or move by keys what the template lets move. A ring and guide lines are drawn on an element
 * over the canvas, which is put after it; their colors are the custom properties `--liveproof-ring`,
 * `--liveproof-ring-edge` and `--liveproof-guide`. One gesture is one step of `preview.undo()`.
 *
 * @returns what ends it, and leaves the canvas as it was.
 */
export function attachInteraction(
  preview: Preview,
  canvas: HTMLCanvasElement,
  { onFocusOption }: InteractionOptions = {},
): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const overlay = new Overlay(canvas);
  const target = new Target(preview, overlay);
  const before = { tabindex: canvas.getAttribute('tabindex'), cursor: canvas.style.cursor };
  canvas.tabIndex = 0;
  const report = {
    chosen(hit: Hit) {
      const option = hit.option ?? hit.place;
      if (option !== undefined) onFocusOption?.(option, hit);
    },
    moved() {
      (preview as { commit?: () => unknown }).commit?.();
    },
  };
  const pointers = { tapped: report.chosen, moved: report.moved };
  new Pointers(preview, canvas, overlay, target, pointers, signal);
  listenToKeys(preview, canvas, target, report, signal);
  listenToWheel(preview, canvas, overlay, target, report, signal);
  preview.addEventListener('frame', () => target.draw(), { signal });
  return () => {
    controller.abort();
    overlay.remove();
    canvas.style.cursor = before.cursor;
    if (before.tabindex === null) canvas.removeAttribute('tabindex');
    else canvas.setAttribute('tabindex', before.tabindex);
  };
}
