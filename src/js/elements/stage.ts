import { attribute, button, dress, el, say } from './dom.js';
import { STAGE_STYLE } from './stage-style.js';

/** The words of a `<live-proof>`. */
export interface ProofMessages {
  readonly failed: string;
  readonly retry: string;
  /** Why a form is not sent yet. */
  readonly notReady: string;
}

/** What a `<live-proof>` shows beside the product: poster, loading, failure, and what is read out. */
export class Stage {
  readonly #box: HTMLElement;
  readonly #error: HTMLElement = el('div', 'error', { role: 'alert', hidden: true });
  readonly #spoken: HTMLElement = el('div', 'unseen', { 'aria-live': 'polite' });
  #canvas: HTMLCanvasElement | undefined;

  constructor(root: ShadowRoot) {
    dress(root, STAGE_STYLE);
    const loading = el('slot', 'loading', { name: 'loading' });
    this.#box = el('div', 'stage', {}, el('slot', 'poster'), loading);
    root.append(this.#box, this.#error, this.#spoken);
    this.state('loading');
  }

  /** The canvas that is shown. */
  get canvas(): HTMLCanvasElement | undefined {
    return this.#canvas;
  }

  /** A canvas behind what is shown, laid out: until a preview has painted it, nothing flashes. */
  prepare(): HTMLCanvasElement {
    const canvas = el('canvas', 'canvas', { tabIndex: -1 });
    canvas.classList.add('lp-pending');
    this.#box.append(canvas);
    return canvas;
  }

  /** Shows a canvas, or none, in place of the one before. */
  show(canvas: HTMLCanvasElement | undefined): void {
    this.#canvas?.remove();
    this.#canvas = canvas;
    canvas?.classList.remove('lp-pending');
  }

  /** What is going on; the frame of before is shown while another preview loads. */
  state(state: 'loading' | 'ready' | 'error'): void {
    this.#box.setAttribute('data-state', this.#canvas && state === 'loading' ? 'ready' : state);
    attribute(this.#box, 'aria-busy', state === 'loading');
    this.#error.hidden = state !== 'error';
  }

  /** Says why there is no preview, with a button to try again. */
  fail(why: string, { failed, retry }: ProofMessages, again: () => void): void {
    const words = [el('strong', '', {}, failed), el('p', '', {}, why)];
    const slot = el('slot', '', { name: 'error' }, ...words);
    this.#error.replaceChildren(slot, button('retry', retry, again));
    this.state('error');
  }

  /** Lets screen readers read a sentence out. */
  speak(sentence: string): void {
    say(this.#spoken, sentence);
  }
}
