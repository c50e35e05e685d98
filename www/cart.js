/** The cart: a drawer with a proof of each design and the selection that makes it. It lives as long as the page. */
import { formatPrice } from './catalog.js';
import { byId, el } from './dom.js';

export function openCart() {
  byId('cart').showModal();
}

const items = [];

/** Adds a design: its name, its price, its proof as a file, its selection and how its options read. */
export function addToCart({ title, price, proof, description, selection, lines }) {
  items.push(price);
  const url = URL.createObjectURL(proof);
  const picture = el('img', { src: url, alt: description, width: 600, height: 600 });
  const remove = el('button', { type: 'button', className: 'link' }, 'Remove');
  const row = el(
    'li',
    { className: 'cart-item' },
    picture,
    el(
      'div',
      {},
      el('h3', {}, title, el('span', {}, formatPrice(price))),
      el(
        'dl',
        {},
        ...lines.flatMap(([term, detail]) => [el('dt', {}, term), el('dd', {}, detail)]),
      ),
      el(
        'details',
        {},
        el('summary', {}, 'What the print shop gets'),
        el('pre', { tabIndex: 0 }, JSON.stringify(selection, null, 2)),
      ),
      remove,
    ),
  );
  remove.addEventListener('click', () => {
    URL.revokeObjectURL(url);
    items.splice(items.indexOf(price), 1);
    row.remove();
    show();
    byId('cart-close').focus();
  });
  byId('cart-items').prepend(row);
  show();
}

function show() {
  const count = byId('cart-count');
  count.textContent = items.length;
  byId('cart-unit').textContent = items.length === 1 ? 'item' : 'items';
  count.classList.toggle('some', items.length > 0);
  byId('cart-empty').hidden = items.length > 0;
  byId('cart-total').hidden = items.length === 0;
  byId('cart-sum').textContent = formatPrice(items.reduce((sum, price) => sum + price, 0));
}

/** Wires the drawer's buttons. */
export function startCart() {
  const drawer = byId('cart');
  byId('cart-button').addEventListener('click', openCart);
  byId('cart-close').addEventListener('click', () => drawer.close());
  // A click beside the drawer lands on the dialog itself.
  drawer.addEventListener('click', (event) => event.target === drawer && drawer.close());
}
