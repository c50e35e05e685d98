import { uid } from './dom.js';

/** URL of a font to the family that stands for it on the page. */
const families = new Map<string, string>();

/** Shows an element in a font of the template. The browser loads it when the element is rendered. */
export function lettering(element: HTMLElement, url: string | undefined): void {
  if (!url) return;
  let family = families.get(url);
  if (!family) {
    family = uid();
    families.set(url, family);
    document.fonts.add(new FontFace(family, `url(${JSON.stringify(url)})`));
  }
  element.style.fontFamily = `${family}, system-ui`;
}
