import type { Preview } from '../preview.js';
import type { Overlay } from './overlay.js';
import type { Target } from './target.js';

/** How much larger a pixel of the wheel makes a layer, as a logarithm, and by how many degrees it turns it. */
const GROW = 0.002;
const TURN = 0.1;

/** Most pixels that one event counts for: wheels of mice go by great steps. */
const MOST = 120;

/** Milliseconds of rest after which a turn of the wheel is over. */
const REST = 300;

/**
 * The wheel on a canvas: with the control key, as a pinch on a trackpad has it, or while the canvas has the
 * focus, it scales the layer under the pointer; with alt or shift it turns it. Else the page scrolls.
 */
export function listenToWheel(
  preview: Preview,
  canvas: HTMLCanvasElement,
  overlay: Overlay,
  target: Target,
  report: { readonly moved: () => void },
  signal: AbortSignal,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const done = () => {
    clearTimeout(timer);
    if (timer !== undefined) report.moved();
    timer = undefined;
  };
  const wheel = (event: WheelEvent) => {
    const root = canvas.getRootNode() as Document | ShadowRoot;
    const focused = root.activeElement === canvas;
    if (!event.ctrlKey && !focused) return;
    const hit = preview.hit(overlay.point(event));
    if (hit?.place === undefined) return;
    event.preventDefault();
    if (!target.is(hit)) target.take(hit);
    // With the shift key some browsers take the wheel for a level one.
    const by = Math.min(Math.max(event.deltaY || event.deltaX, -MOST), MOST);
    const turns = event.altKey || event.shiftKey;
    target.nudge(turns ? { rotate: by * TURN } : { scale: Math.exp(-by * GROW) });
    clearTimeout(timer);
    timer = setTimeout(done, REST);
  };
  canvas.addEventListener('wheel', wheel, { signal, passive: false });
  signal.addEventListener('abort', () => clearTimeout(timer));
}
