/** The cart: a drawer with the proofs of each design, its price, and what makes it again. */
import { formatPrice } from '../catalog.js';
import { byId, el } from '../dom.js';
import { forgetItem, keepItem, readItems } from './store.js';

/** The items, the newest first. */
let items = [];
/** Item to the URLs of its pictures. */
const urls = new Map();

export function openCart() {
  byId('cart').showModal();
}

/** Shows what was put into the cart before, and wires the drawer's buttons. */
export async function startCart() {
  const drawer = byId('cart');
  byId('cart-button').addEventListener('click', openCart);
  byId('cart-close').addEventListener('click', () => drawer.close());
  // A click beside the drawer lands on the dialog itself.
  drawer.addEventListener('click', (event) => event.target === drawer && drawer.close());
  await load();
}

export const findItem = (id) => items.find((item) => item.id === id);

/**
 * Puts a design into the cart, in the place of the one with its id: `{ id, product, title, locale, saved,
 * price, priceLines, lines, proofs }`, with the proofs as files and what each shows in words.
 */
export async function putInCart(item) {
  await keepItem({ added: Date.now(), ...item });
  await load();
}

async function load() {
  items = await readItems();
  for (const list of urls.values()) for (const url of list) URL.revokeObjectURL(url);
  urls.clear();
  byId('cart-items').replaceChildren(...items.map(show));
  const count = byId('cart-count');
  count.textContent = items.length;
  byId('cart-unit').textContent = items.length === 1 ? 'item' : 'items';
  count.classList.toggle('some', items.length > 0);
  byId('cart-empty').hidden = items.length > 0;
  byId('cart-total').hidden = items.length === 0;
  byId('cart-sum').textContent = formatPrice(items.reduce((sum, { price }) => sum + price, 0));
}

function show({ id, product, title, locale, saved, price, priceLines, lines, proofs }) {
  const list = proofs.map(({ file }) => URL.createObjectURL(file));
  urls.set(id, list);
  const picture = (size) => (src, at) =>
    el('img', { src, alt: proofs[at].description, width: size, height: size });
  const remove = el('button', { type: 'button', className: 'link' }, 'Remove');
  remove.setAttribute('aria-label', `Remove ${title}`);
  remove.addEventListener('click', async () => {
    await forgetItem(id);
    await load();
    byId('cart-close').focus();
  });
  const edit = `?${new URLSearchParams({ product, lang: locale, item: id })}`;
  return el(
    'li',
    { className: 'cart-item' },
    picture(600)(list[0], 0),
    el(
      'div',
      {},
      el('h3', {}, title, el('span', {}, formatPrice(price))),
      el('dl', { lang: locale }, ...lines.flatMap(pair)),
      list.length > 1
        ? el(
            'div',
            { className: 'proofs' },
            ...list.slice(1).map((url, at) => picture(120)(url, at + 1)),
          )
        : null,
      el(
        'details',
        {},
        el('summary', {}, 'What makes the price'),
        el('dl', {}, ...priceLines.map(priced).flatMap(pair)),
      ),
      el(
        'details',
        {},
        el('summary', {}, 'What the print shop gets'),
        el('pre', { tabIndex: 0 }, JSON.stringify(saved, null, 2)),
      ),
      el(
        'p',
        { className: 'cart-actions' },
        el('a', { href: edit, 'aria-label': `Edit ${title}` }, 'Edit'),
        remove,
      ),
    ),
  );
}

const pair = ([term, detail]) => [el('dt', {}, term), el('dd', {}, detail)];

const priced = ({ label, quantity, amount }) => [
  quantity === 1 ? label : `${label} × ${quantity}`,
  formatPrice(amount),
];
