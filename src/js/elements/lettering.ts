import { uid } from './dom.js';

/** URL of a font to the family that stands for it on the page. */
const families = new Map<string, string>();
const urls = new WeakMap<Element, string>();
let seen: IntersectionObserver | undefined;

/** Shows an element in a font of the template, loaded when the element comes near the screen. */
export function lettering(element: HTMLElement, url: string | undefined): void {
  if (!url) return;
  seen ??= new IntersectionObserver(
    (entries, observer) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        (target as HTMLElement).style.fontFamily = family(urls.get(target) ?? '');
      }
    },
    { rootMargin: '200px' },
  );
  urls.set(element, url);
  seen.observe(element);
}

function family(url: string): string {
  let name = families.get(url);
  if (!name) {
    name = uid();
    families.set(url, name);
    const font = new FontFace(name, `url(${JSON.stringify(url)})`);
    document.fonts.add(font);
    // A font that does not come leaves the label in the page's own.
    font.load().catch(() => {});
  }
  return `${name}, system-ui`;
}
