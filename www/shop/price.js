/** The price: a sum, and the lines that make it. */
import { formatPrice } from '../catalog.js';
import { byId, el } from '../dom.js';

/** Closes the list of lines when the shopper goes on elsewhere: it lies over the form. */
export function startPrice() {
  const details = byId('price-details');
  const close = ({ target }) => details.contains(target) || details.removeAttribute('open');
  for (const type of ['focusin', 'pointerdown']) addEventListener(type, close);
  addEventListener('keydown', ({ key }) => key === 'Escape' && details.removeAttribute('open'));
}

/** Shows a preview's price and what it is made of. */
export function showPrice(preview) {
  byId('price').textContent = formatPrice(preview.price);
  byId('price-lines').replaceChildren(...preview.priceLines.map(line));
}

const line = ({ label, quantity, unit, amount }) =>
  el(
    'tr',
    {},
    el('th', { scope: 'row' }, label),
    el('td', {}, quantity === 1 ? '' : `${quantity} × ${formatPrice(unit)}`),
    el('td', {}, formatPrice(amount)),
  );
