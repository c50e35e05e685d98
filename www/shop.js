/** The product page: picks the product, starts its preview and keeps form, price and address in step. */
import { attachInteraction, createPreview } from '../pkg/index.js';
import { addToCart, openCart, startCart } from './cart.js';
import { formatPrice, products } from './catalog.js';
import { byId, el } from './dom.js';
import { buildForm } from './form.js';
import { address, addressKeeper, readPlace, readSelection } from './link.js';
import { fontSamples } from './samples.js';

const place = readPlace();
const product = products.find(({ id }) => id === place.product) ?? products[0];

showProduct();
startCart();
start();

/** What is known before anything is loaded. */
function showProduct() {
  document.title = `${product.title} · Kindly Made`;
  byId('title').textContent = product.title;
  byId('lead').textContent = product.lead;
  byId('price').textContent = formatPrice(product.price);
  byId('products').replaceChildren(
    ...products.map(({ id, label }) =>
      el('a', { href: `?product=${id}`, 'aria-current': id === product.id ? 'page' : null }, label),
    ),
  );
  // On a narrow screen the row of products scrolls: the one shown must not be off to the side.
  byId('products')
    .querySelector('[aria-current]')
    ?.scrollIntoView({ block: 'nearest', inline: 'center' });
}

async function start() {
  const stage = byId('stage');
  stage.setAttribute('aria-busy', 'true');
  byId('failure').hidden = true;
  try {
    const url = new URL(product.template, import.meta.url);
    const template = await fetchTemplate(url);
    const [preview, fontFamily] = await Promise.all([
      openPreview(url, template),
      fontSamples(template, url),
    ]);
    run(preview, {
      fontFamily,
      imageUrl: (id) => template.assets[id]?.image && new URL(template.assets[id].image, url).href,
    });
    stage.dataset.ready = '';
  } catch (error) {
    showFailure(error);
  }
  stage.setAttribute('aria-busy', 'false');
  byId('form').setAttribute('aria-busy', 'false');
}

async function fetchTemplate(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the product could not be loaded (HTTP ${response.status})`);
  return response.json();
}

/** A preview of the design in the address; of the product as it comes, if that cannot be had. */
async function openPreview(url, template) {
  const canvas = byId('preview');
  const view = template.views.some(({ id }) => id === place.view) ? place.view : undefined;
  const selection = readSelection(template.options);
  try {
    return await createPreview(canvas, { template: url.href, selection, view });
  } catch (error) {
    if (Object.keys(selection).length === 0) throw error;
    const preview = await createPreview(canvas, { template: url.href, view });
    say(
      'The link held a design that this product does not offer. You see the product as it comes.',
    );
    return preview;
  }
}

function showFailure(error) {
  const retry = el('button', { type: 'button', className: 'primary' }, 'Try again');
  retry.addEventListener('click', start);
  const failure = byId('failure');
  failure.replaceChildren(
    el('h2', {}, 'The preview did not load'),
    el('p', {}, error.message),
    error.code ? el('p', { className: 'code' }, error.code) : '',
    retry,
  );
  failure.hidden = false;
}

/** From here on the preview leads: every change of it is shown, and every control only changes it. */
function run(preview, { imageUrl, fontFamily }) {
  const canvas = byId('preview');
  const form = buildForm(byId('fields'), preview, { change, imageUrl, fontFamily });
  const keeper = addressKeeper(() =>
    address({ product: product.id, view: chosenView(), options: preview.options }),
  );

  function change(id, value) {
    try {
      preview.set(id, value);
    } catch (error) {
      form.fail(id, error.message);
    }
  }

  function chosenView() {
    return preview.view === preview.views[0].id ? '' : preview.view;
  }

  const total = () => product.price + preview.price;

  const show = () => {
    form.show();
    byId('price').textContent = formatPrice(total());
    canvas.setAttribute('aria-label', preview.description);
  };

  preview.addEventListener('change', () => {
    show();
    keeper.later();
  });
  preview.addEventListener('issues', form.show);
  preview.addEventListener('restart', () =>
    say('The preview was started again. Your design is as you left it.'),
  );
  addEventListener('pagehide', keeper.flush);

  attachInteraction(preview, canvas, { onFocusOption: form.focus });
  showViews(preview, () => keeper.later());
  byId('stage-bar').inert = false;
  startLink(keeper);

  // While the proof is made, the button stays as it is: a disabled one would lose the keyboard's focus.
  let adding = false;
  byId('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (adding || form.focusError()) return;
    adding = true;
    try {
      const proof = await preview.proof({
        view: preview.views[0].id,
        type: 'image/webp',
        width: 600,
      });
      addToCart({
        title: product.title,
        price: total(),
        proof,
        description: preview.description,
        selection: preview.selection,
        lines: preview.options
          .filter(({ kind, visible, value }) => {
            return visible && kind !== 'place' && value !== '' && value !== false;
          })
          .map(readOut),
      });
      openCart();
    } catch (error) {
      say(`The design could not be added: ${error.message}`);
    } finally {
      adding = false;
    }
  });
  byId('add').disabled = false;

  const reset = byId('reset');
  reset.addEventListener('click', () =>
    preview.set(Object.fromEntries(preview.options.map((option) => [option.id, option.default]))),
  );
  reset.disabled = false;

  show();
}

/** An option as the cart writes it. */
function readOut({ label, kind, value, choices, unit }) {
  if (kind === 'toggle') return [label, 'Yes'];
  if (kind === 'number') return [label, unit ? `${value} ${unit}` : String(value)];
  return [label, choices?.find(({ id }) => id === value)?.label ?? value];
}

function showViews(preview, changed) {
  const views = byId('views');
  views.hidden = preview.views.length < 2;
  for (const { id, label } of preview.views) {
    const input = el('input', {
      type: 'radio',
      className: 'unseen',
      name: 'view',
      value: id,
      checked: id === preview.view,
    });
    input.addEventListener('change', () => {
      preview.view = id;
      changed();
    });
    views.append(el('label', {}, input, el('span', {}, label)));
  }
}

function startLink(keeper) {
  const button = byId('copy-link');
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    keeper.now();
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = 'Copied';
      say('The link to this design was copied.');
    } catch {
      say('The link is in the address bar.');
    }
    setTimeout(() => (button.textContent = 'Copy link'), 1600);
  });
}

/** Tells the shopper, on screen and to screen readers. */
function say(message) {
  const status = byId('status');
  status.textContent = message;
  status.classList.remove('unseen');
  status.classList.add('toast');
  clearTimeout(say.timer);
  say.timer = setTimeout(() => {
    status.classList.add('unseen');
    status.classList.remove('toast');
    status.textContent = '';
  }, 4000);
}
