/** The product page: picks the product and starts its preview; form, price and address follow that. */
import '../pkg/elements/index.js';
import { formatPrice, products } from './catalog.js';
import { byId, el } from './dom.js';
import { address, addressKeeper, readAddress, readLink } from './shop/address.js';
import { addToCart, notices } from './shop/buy.js';
import { findItem, startCart } from './shop/cart.js';
import { showPrice, startPrice } from './shop/price.js';
import { followOption, languageList, viewButtons } from './shop/views.js';
import { fill, wordsFor } from './shop/words.js';

/** How a preview refuses a design of before. */
const REFUSALS = ['wrong-template', 'newer-version', 'too-large', 'invalid-value'];

const place = readAddress();
const product = products.find(({ id }) => id === place.product) ?? products[0];
const proof = byId('proof');
const picker = byId('picker');
let words = wordsFor(place.lang || 'en');

showProduct();
start();

/** What is known before anything is loaded. */
function showProduct() {
  document.title = `${product.title} · Kindly Made`;
  byId('title').textContent = product.title;
  byId('lead').textContent = product.lead;
  byId('products').replaceChildren(
    ...products.map(({ id, label }) =>
      el('a', { href: `?product=${id}`, 'aria-current': id === product.id ? 'page' : null }, label),
    ),
  );
  // On a narrow screen the row of products scrolls: the one shown must not be off to the side.
  byId('products')
    .querySelector('[aria-current]')
    ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  // The fragment of the address is the design's.
  byId('skip').addEventListener('click', (event) => {
    event.preventDefault();
    byId('form').focus();
  });
}

async function start() {
  proof.addEventListener('ready', ({ detail }) => run(detail.preview), { once: true });
  proof.addEventListener('error', ({ detail: { error } }) => {
    if (REFUSALS.includes(error.code) && !proof.preview) say(words.refused);
    byId('stage').setAttribute('aria-busy', 'false');
  });
  await startCart();
  const saved = place.link || findItem(place.item)?.saved;
  if (saved) proof.options = { saved };
  picker.formatPrice = formatPrice;
  speak(place.lang || 'en', 'ltr');
  if (place.view) proof.view = place.view;
  if (place.lang) proof.locale = place.lang;
  proof.setAttribute('template', new URL(product.template, import.meta.url).href);
}

/** From here on the preview leads: every change of it is shown, and every control only changes it. */
function run(preview) {
  const keeper = addressKeeper(() =>
    address({
      product: product.id,
      view: preview.view === preview.views[0].id ? '' : preview.view,
      lang: preview.locale === preview.locales[0] ? '' : preview.locale,
      item: place.item,
      link: preview.link,
    }),
  );
  const showViews = viewButtons(preview, keeper.later);
  const showNotices = notices(preview, proof, picker);
  followOption(preview, picker, () => {
    showViews();
    keeper.later();
  });
  languageList(preview, (tag) => {
    proof.locale = tag;
  });

  let spoken = '';
  const show = () => {
    if (preview.locale !== spoken) {
      spoken = preview.locale;
      speak(spoken, preview.direction);
    }
    showViews();
    showNotices();
    showPrice(preview);
  };
  preview.addEventListener('change', () => {
    show();
    keeper.later();
  });
  preview.addEventListener('issues', showNotices);
  preview.addEventListener('restart', () => say(words.restarted));
  addEventListener('hashchange', () => {
    try {
      tellLost(preview, preview.restore(readLink() || {}));
    } catch {
      say(words.refused);
    }
  });

  startLink(keeper);
  startBuying(preview, keeper);
  startPrice();
  show();
  tellLost(preview, preview.notes);
  byId('stage-bar').inert = false;
  byId('bones').remove();
  byId('stage').setAttribute('aria-busy', 'false');
  byId('stage').dataset.ready = '';
}

/** Says what of a restored design is not as it was. */
function tellLost({ options }, notes) {
  const lost = notes.filter(({ code }) => code !== 'renamed');
  if (!lost.length) return;
  const label = (id) => options.find((option) => option.id === id)?.label ?? id;
  const labels = [...new Set(lost.map(({ option }) => label(option)))];
  say(fill(words.lost, { what: labels.slice(0, 5).join(', ') }));
}

/** The shop's words in a language, and the way that it runs. */
function speak(locale, direction) {
  words = wordsFor(locale);
  const main = byId('main');
  main.lang = locale;
  main.dir = direction;
  const intro = product.locales?.[locale.split('-')[0]];
  byId('intro').lang = intro || words === wordsFor('en') ? locale : 'en';
  byId('title').textContent = intro?.title ?? product.title;
  byId('lead').textContent = intro?.lead ?? product.lead;
  for (const node of main.querySelectorAll('[data-word]'))
    node.textContent = words[node.dataset.word];
  byId('add').textContent = findItem(place.item) ? words.update : words.add;
  picker.messages = words.form ?? {};
  proof.messages = { notReady: words.waiting };
}

function startBuying(preview, keeper) {
  // While the proofs are made, the button stays as it is: a disabled one would lose the keyboard's focus.
  let adding = false;
  byId('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (adding) return;
    adding = true;
    try {
      await addToCart(preview, {
        id: findItem(place.item)?.id,
        product: product.id,
        title: byId('title').textContent,
        yes: words.yes,
      });
      // What is added next is another piece.
      place.item = '';
      byId('add').textContent = words.add;
      keeper.now();
    } catch (error) {
      say(fill(words.failed, { why: error.message }));
    } finally {
      adding = false;
    }
  });
  byId('add').disabled = false;
}

function startLink(keeper) {
  const button = byId('copy-link');
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    keeper.now();
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = words.copied;
      say(words.linkCopied);
    } catch {
      say(words.linkThere);
    }
    setTimeout(() => {
      button.textContent = words.copy;
    }, 1600);
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
  }, 6000);
}
