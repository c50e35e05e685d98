import type { Choice } from '../../index.js';
import type { FormContext } from '../control.js';
import { el, unseen } from '../dom.js';
import { lettering } from '../lettering.js';

/** How a choice is shown: as words, or as a picture or color of itself. */
export type Look = 'radio' | 'button' | 'swatch' | 'font';

/** A choice's label with what it adds to the price. */
export function priced({ label, price }: Choice, context: FormContext): string {
  const cost = context.price(price);
  return cost ? `${label} (${cost})` : label;
}

/** What a choice looks like. Its words are always there, for screen readers where they are not seen. */
export function face(choice: Choice, look: Look, context: FormContext): HTMLElement {
  const { color, image, font, label, price } = choice;
  if (look === 'swatch') {
    const url = context.assetUrl(image);
    const words = priced(choice, context);
    if (url) return el('span', 'face swatch', { title: words }, picture(url), unseen(words));
    if (color) {
      const swatch = el('span', 'face swatch', { title: words }, unseen(words));
      swatch.style.setProperty('--lp-color', color);
      return swatch;
    }
  }
  const cost = context.price(price);
  const name = el('span', 'name', {}, label);
  lettering(name, context.assetUrl(font));
  return el('span', 'face words', {}, name, cost && ' ', cost && el('span', 'price', {}, cost));
}

const picture = (src: string) =>
  el('img', 'image', { loading: 'lazy', decoding: 'async', alt: '', draggable: false, src });
