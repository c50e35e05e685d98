/**
 * The design in the page's address, so that a link restores it.
 *
 * Product, view, language and the item of the cart that is edited are in the query; what the shopper chose
 * is in the fragment as the preview's own `link`, and never leaves the browser.
 */

/** What the address asks for; what it does not say is empty. */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  const { product = '', view = '', lang = '', item = '' } = Object.fromEntries(query);
  return { product, view, lang, item, link: readLink() };
}

/** The design in the address. */
export const readLink = () => location.hash.slice(1);

/** The address of a design; `link` says what differs from the product as it comes. */
export function address({ link, ...place }) {
  const query = new URLSearchParams(Object.entries(place).filter(([, value]) => value));
  // A version and no more says that nothing differs.
  const hash = link.includes('.') ? `#${link}` : '';
  return `${location.pathname}?${query}${hash}`;
}

/** Keeps the address in step, a quarter of a second after the last change: browsers limit how often it may be written. */
export function addressKeeper(current) {
  let timer = 0;
  const write = () => {
    clearTimeout(timer);
    timer = 0;
    history.replaceState(null, '', current());
  };
  addEventListener('pagehide', () => timer && write());
  return {
    later() {
      clearTimeout(timer);
      timer = setTimeout(write, 250);
    },
    now: write,
  };
}
