import type { Guide, Hit, Point } from '../hands.js';
import type { Preview } from '../preview.js';
import type { Place } from '../state.js';
import type { Overlay } from './overlay.js';
import { named, type Target } from './target.js';

/** How far in CSS pixels a finger may go for a tap, and a mouse. */
const STILL = { touch: 8, other: 3 };

/** What the pointers report. */
export interface PointerReport {
  /** A layer was tapped or clicked. */
  readonly tapped: (hit: Hit) => void;
  /** A gesture moved a layer and is over. */
  readonly moved: () => void;
}

interface Finger {
  from: Point;
  to: Point;
}

/** Mouse, fingers and pens on a canvas: taps, drags, and two fingers that scale and turn. */
export class Pointers {
  readonly #preview: Preview;
  readonly #canvas: HTMLCanvasElement;
  readonly #overlay: Overlay;
  readonly #target: Target;
  readonly #report: PointerReport;
  readonly #fingers = new Map<number, Finger>();
  /** The layer that was under the first finger. */
  #hit: Hit | null = null;
  #start: Place | undefined;
  #dragging = false;
  /** Whether the last gesture was a tap that was reported. */
  #tapped = false;
  #snap = true;
  #frame = 0;
  #hover: Point | undefined;

  constructor(
    preview: Preview,
    canvas: HTMLCanvasElement,
    overlay: Overlay,
    target: Target,
    report: PointerReport,
    signal: AbortSignal,
  ) {
    this.#preview = preview;
    this.#canvas = canvas;
    this.#overlay = overlay;
    this.#target = target;
    this.#report = report;
    const on = <K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
      passive = true,
    ) => canvas.addEventListener(type, listener, { signal, passive });
    on('pointerdown', (event) => this.#down(event), false);
    on('pointermove', (event) => this.#move(event));
    on('pointerup', (event) => this.#up(event, true));
    on('pointercancel', (event) => this.#up(event, false));
    on('pointerleave', () => this.#cursor(''));
    // What a finger does to the page is decided as it comes down: it scrolls, but where it grabs a layer.
    on('touchstart', (event) => this.#touch(event), false);
    // The mouse that browsers play after a tap would take the focus from what was just shown.
    on('touchend', (event) => this.#tapped && event.cancelable && event.preventDefault(), false);
    signal.addEventListener('abort', () => cancelAnimationFrame(this.#frame));
  }

  #touch(event: TouchEvent): void {
    const first = event.changedTouches[0];
    if (!first || !event.cancelable) return;
    const grabbing = this.#fingers.size > 0 && this.#hit?.place !== undefined;
    if (grabbing || this.#preview.hit(this.#overlay.point(first))?.place !== undefined) {
      event.preventDefault();
    }
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || this.#fingers.size === 2) return;
    const point = this.#overlay.point(event);
    this.#tapped = false;
    if (this.#fingers.size === 0) {
      this.#hit = this.#preview.hit(point);
      this.#dragging = false;
      const { layers } = this.#preview;
      const chosen = this.#hit && layers.some((layer) => named(layer) === named(this.#hit as Hit));
      this.#target.take(chosen ? this.#hit : null);
    } else if (this.#hit?.place === undefined) {
      return;
    }
    this.#fingers.set(event.pointerId, { from: point, to: point });
    this.#rebase();
    if (this.#hit?.place === undefined) return;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#cursor('grabbing');
  }

  #move(event: PointerEvent): void {
    const finger = this.#fingers.get(event.pointerId);
    const point = this.#overlay.point(event);
    if (!finger) {
      this.#hover = event.pointerType === 'mouse' ? point : undefined;
      if (this.#hover) this.#later();
      return;
    }
    finger.to = point;
    this.#snap = !event.altKey;
    const still = event.pointerType === 'touch' ? STILL.touch : STILL.other;
    const far = Math.hypot(point.x - finger.from.x, point.y - finger.from.y) > still;
    if (this.#fingers.size > 1 || far) this.#dragging = true;
    if (this.#dragging && this.#hit?.place !== undefined) this.#later();
  }

  #up(event: PointerEvent, ended: boolean): void {
    if (!this.#fingers.has(event.pointerId)) return;
    if (this.#frame !== 0) this.#now();
    this.#fingers.delete(event.pointerId);
    if (this.#fingers.size > 0) {
      this.#rebase();
      return;
    }
    const hit = this.#hit;
    this.#overlay.guides([]);
    this.#cursor(hit?.place !== undefined ? 'grab' : '');
    this.#hit = null;
    if (this.#dragging) {
      if (hit?.place !== undefined) this.#report.moved();
    } else if (hit && ended) {
      this.#tapped = true;
      this.#report.tapped(hit);
    }
  }

  /** Counts from where layer and fingers are now: their number changed. */
  #rebase(): void {
    this.#start = this.#hit ? this.#target.place(this.#hit) : undefined;
    for (const finger of this.#fingers.values()) finger.from = finger.to;
  }

  /** At most one move a frame. */
  #later(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#now());
  }

  #now(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (this.#fingers.size === 0) {
      this.#point();
      return;
    }
    if (!this.#hit || !this.#start || !this.#dragging) return;
    const fingers = [...this.#fingers.values()];
    const went = this.#preview.drag(named(this.#hit), {
      start: this.#start,
      from: fingers.map(({ from }) => from),
      to: fingers.map(({ to }) => to),
      snap: this.#snap,
    });
    // Painted in this very frame: the layer does not lag behind.
    this.#preview.flush();
    const guides: readonly Guide[] = went?.guides ?? [];
    this.#overlay.guides(guides);
  }

  /** The cursor tells what is under the mouse. */
  #point(): void {
    if (!this.#hover) return;
    const hit = this.#preview.hit(this.#hover);
    if (hit?.place !== undefined) this.#cursor('grab');
    else this.#cursor(hit?.option !== undefined ? 'pointer' : '');
  }

  #cursor(cursor: string): void {
    if (this.#canvas.style.cursor !== cursor) this.#canvas.style.cursor = cursor;
  }
}
