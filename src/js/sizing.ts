/** Anything that can be painted on. */
export type AnyCanvas = HTMLCanvasElement | OffscreenCanvas;

/** Widest canvas made for a layout; an author can ask for more by `width`. */
const MAX_WIDTH = 4096;

/** How wide a canvas' pixels are: follows its layout and the screen's density. */
export class Sizing {
  readonly #canvas: AnyCanvas;
  readonly #fixed: number | undefined;
  readonly #maxRatio: number;
  readonly #stop = new AbortController();
  #observer: ResizeObserver | undefined;
  /** Whether the layout may be another than when it was last read: reading it is slow. */
  #stale = true;
  #last: number;

  constructor(canvas: AnyCanvas, fixed: number | undefined, maxRatio: number) {
    this.#canvas = canvas;
    this.#fixed = fixed;
    this.#maxRatio = maxRatio;
    this.#last = canvas.width;
  }

  /** Width in pixels that the canvas should have now. */
  get width(): number {
    if (this.#fixed !== undefined) return this.#fixed;
    if (!this.#stale) return this.#last;
    // Without an observer nobody says when it changes.
    this.#stale = !this.#observer;
    const laidOut = layoutWidth(this.#canvas);
    if (laidOut > 0) {
      const ratio = Math.min(globalThis.devicePixelRatio || 1, this.#maxRatio);
      this.#last = Math.min(Math.max(Math.round(laidOut * ratio), 1), MAX_WIDTH);
    }
    this.#last = Math.max(this.#last, 1);
    return this.#last;
  }

  /** Gives the canvas its pixels, which empties it. The layout stays as it was. */
  apply(width: number, height: number): void {
    const canvas = this.#canvas;
    const before = layoutWidth(canvas);
    canvas.width = width;
    canvas.height = height;
    // Without a width in CSS the layout follows the pixels, which would follow the layout, and so on.
    if (before > 0 && layoutWidth(canvas) === width && before !== width && 'style' in canvas) {
      canvas.style.width = `${before}px`;
    }
  }

  /** Calls `changed` whenever the layout or the density may have changed. */
  follow(changed: () => void): void {
    const canvas = this.#canvas;
    if (this.#fixed !== undefined || typeof ResizeObserver === 'undefined') return;
    if (!(canvas instanceof HTMLCanvasElement)) return;
    const listener = () => {
      this.#stale = true;
      changed();
    };
    this.#observer = new ResizeObserver(listener);
    this.#observer.observe(canvas);
    this.#followDensity(listener);
  }

  /** Ends `follow`. */
  disconnect(): void {
    this.#observer?.disconnect();
    this.#stop.abort();
  }

  /** A media query tells once that the density is another; then it is asked about the new one. */
  #followDensity(changed: () => void): void {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const listener = () => {
      changed();
      this.#followDensity(changed);
    };
    query.addEventListener('change', listener, { once: true, signal: this.#stop.signal });
  }
}

/** Width of the canvas' content in CSS pixels; 0 without a layout. */
export function layoutWidth(canvas: AnyCanvas): number {
  if (typeof HTMLCanvasElement === 'undefined' || !(canvas instanceof HTMLCanvasElement)) return 0;
  if (canvas.clientWidth === 0) return 0;
  const style = getComputedStyle(canvas);
  const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
  return canvas.clientWidth - (padding || 0);
}
