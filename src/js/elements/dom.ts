/** The elements' base class; without a DOM (on a server) a stand-in, so that importing them does not fail. */
export const Base: typeof HTMLElement =
  globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement);

/** Elements to copy, by tag and names: much faster than to set the same attributes again. */
const models = new Map<string, HTMLElement>();

type Child = Node | string | false | null | undefined;

/**
 * Makes an element. Each of `names` becomes a class `lp-<name>` and a part `<name>`; `properties` are set as
 * properties, as attributes where no property has the name, and left out when `undefined` or `null`.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  names = '',
  properties: Readonly<Record<string, unknown>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const key = `${tag} ${names}`;
  let model = models.get(key);
  if (!model) {
    model = document.createElement(tag);
    models.set(key, model);
    if (names) {
      model.className = names.replace(/\S+/g, 'lp-$&');
      model.setAttribute('part', names);
    }
    // Of use in the page's own tree: a control's value goes into the preview, not into the data of a form around.
    if (/^(in|sel|texta)/.test(tag)) model.setAttribute('form', '');
  }
  const element = model.cloneNode() as HTMLElementTagNameMap[K];
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key in element) Reflect.set(element, key, value);
    else element.setAttribute(key, String(value));
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

/** An `<input>`. */
export function input(
  type: string,
  names: string,
  properties: Readonly<Record<string, unknown>> = {},
): HTMLInputElement {
  return el('input', names, { type, ...properties });
}

/** A button with a label, and a sign to show instead of it. */
export function button(
  names: string,
  label: string,
  onclick: () => void,
  sign?: string,
): HTMLButtonElement {
  const properties = { type: 'button', onclick, 'aria-label': sign && label, title: sign && label };
  return el('button', `button ${names}`, properties, sign ?? label);
}

/** Text for screen readers alone. */
export const unseen = (text: string, id?: string): HTMLElement =>
  el('span', 'unseen', { id }, text);

/** Sets an attribute, when it is another; removes it when `value` is empty or false. */
export function attribute(
  element: Element,
  name: string,
  value: string | boolean | null | undefined,
): void {
  if (!value) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

/** Sets an element's text, when it is another: a live region reads out what is set. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

let ids = 0;

/** An id that no other call gives. */
export function uid(): string {
  ids += 1;
  return `lp-${ids}`;
}

/** What has the focus in the tree of `node`, if it is within it. */
export function focusedIn(node: Node): HTMLElement | undefined {
  const root = node.getRootNode() as Document | ShadowRoot;
  const active = root.activeElement;
  return active instanceof HTMLElement && node.contains(active) ? active : undefined;
}

/** Properties that were set before the element was defined are set again, on what it is now. */
export function upgrade(element: HTMLElement): void {
  for (const [name, value] of Object.entries(element)) {
    if (!(name in Object.getPrototypeOf(element))) continue;
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value);
  }
}

/** An event of an element or a preview. */
export type Told = Event & { readonly detail?: unknown };

/** Listens to several events; returns what ends it. */
export function listen(
  target: EventTarget,
  listeners: Readonly<Record<string, (event: Told) => void>>,
): () => void {
  const ends = new AbortController();
  for (const [type, listener] of Object.entries(listeners))
    target.addEventListener(type, listener, { signal: ends.signal });
  return () => ends.abort();
}

/** Does something once after the program's own turn, however often it was asked for. */
export function soon(work: () => void): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      work();
    });
  };
}

const sheets = new Map<string, CSSStyleSheet>();

/** Gives a document or shadow root a style sheet, once. Constructed sheets need no leave of the page's CSP. */
export function dress(root: Node, css: string): void {
  const { adoptedStyleSheets } = root as Document | ShadowRoot;
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
}
