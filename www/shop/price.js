/** The price: a sum, and the lines that make it. */
import { formatPrice } from '../catalog.js';
import { byId, el } from '../dom.js';

/**
 * The template's lines with the shop's own price of the product, where the template has none. Each row of a
 * list of names is a piece of its own.
 */
export const withBase = (product, pieces) => (lines) =>
  lines.some(({ kind }) => kind === 'base')
    ? lines
    : [
        {
          kind: 'base',
          label: product.title,
          quantity: pieces(),
          unit: product.price,
          amount: product.price * pieces(),
        },
        ...lines,
      ];

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
