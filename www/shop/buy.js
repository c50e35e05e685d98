/** The way into the cart: what keeps a design out of it, and what goes in. */
import { byId, el } from '../dom.js';
import { openCart, putInCart } from './cart.js';
import { readOut } from './readout.js';

/**
 * Shows what is wrong with the design beside the button: what no field of the form tells at once, and
 * after the shopper tried, all that must be mended. Returns what brings it in step.
 */
export function notices(preview, proof, picker) {
  let tried = false;
  const show = () => {
    const { options, issues, ready } = preview;
    tried &&= !ready;
    const shown = new Set(
      options.filter(({ visible, hidden }) => visible && !hidden).map(({ id }) => id),
    );
    const list = issues.filter(
      ({ option, severity }) => !shown.has(option) || (tried && severity === 'error'),
    );
    const entries = list.map(({ option, message, severity }) => {
      if (!shown.has(option)) return el('li', { className: severity }, message);
      const go = el('button', { type: 'button', className: 'link' }, message);
      go.addEventListener('click', () => picker.focusOption(option));
      return el('li', { className: severity }, go);
    });
    byId('notices').hidden = entries.length === 0;
    if (byId('notice-list').innerText !== list.map(({ message }) => message).join('\n'))
      byId('notice-list').replaceChildren(...entries);
    byId('add').classList.toggle('waits', !ready);
  };
  // The browser asks the preview, as a control of the form, whether the form may be sent.
  proof.addEventListener('invalid', () => {
    tried = true;
    show();
  });
  show();
  return show;
}

/** Width of a proof in pixels: for the cart on a dense screen. */
const WIDTH = 600;

/** Puts the design into the cart, with a proof of it: of each row where it has a list of names. */
export async function addToCart(preview, { id, product, title, yes }) {
  const [{ id: view }] = preview.views;
  const proofs = [];
  for (let row = 0; row < Math.max(preview.rows, 1); row += 1) {
    const file = await preview.proof({ view, row, type: 'image/jpeg', width: WIDTH });
    proofs.push({ file, description: described(preview, row) });
  }
  await putInCart({
    id: id || `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
    product,
    title,
    proofs,
    locale: preview.locale,
    saved: preview.saved,
    price: preview.price,
    priceLines: preview.priceLines,
    lines: readOut(preview, yes),
  });
  openCart();
}

/** What a proof shows: the design, and of several pieces which one. */
function described({ description, options, rows }, row) {
  if (rows < 2) return description;
  const names = options.filter(({ kind }) => kind === 'names').map(({ value }) => value[row]);
  return names.filter(Boolean).join(', ') || `${row + 1}`;
}
