import {
  type Assets,
  createPreview,
  type Preview,
  type PreviewOptions,
  type Selection,
} from '../index.js';
import { AssetUrls } from './asset-urls.js';
import { attribute, Base, button, dress, el, say, upgrade } from './dom.js';
import { forForm } from './form-preview.js';
import { interact } from './interaction.js';
import { PROOF_STYLE } from './proof-style.js';

/** The words of a {@link LiveProof}. */
export interface ProofMessages {
  readonly loading: string;
  readonly failed: string;
  readonly retry: string;
  /** Why a form is not sent yet. */
  readonly notReady: string;
}

/** How long the description waits for the shopper to stop typing, in milliseconds. */
const PAUSE = 800;

/**
 * `<live-proof template="…">`: a personalized product on a canvas of its own.
 *
 * @attr template URL of the template; as a property also the document itself
 * @attr selection what was chosen before, as JSON; as a property an object
 * @attr view id of the view to show
 * @attr locale language of labels and messages
 * @attr max-pixel-ratio most canvas pixels per CSS pixel
 * @attr name name of its value in the form around it: the selection as JSON. While the preview loads or has an
 * error, the form is not sent
 * @event ready the preview is painted; `detail.preview`. Bubbles
 * @event input the selection changed; `detail.selection`. Bubbles
 * @event change the same
 * @event issues there are other issues; `detail.issues`
 * @event frame the canvas was painted; the detail is where
 * @event error loading failed, or what was asked for was refused; `detail.error`
 * @event released the preview was freed, since the element left the page or shows another
 * @slot (default) a poster, shown until the first frame
 * @slot loading shown while it loads, in place of the bar
 * @slot error shown when loading failed, in place of the words
 * @csspart stage the box around the canvas
 * @csspart canvas
 * @csspart loading
 * @csspart error
 * @csspart retry the button that tries again
 * @cssprop --liveproof-ratio width to height of the box before there is a frame, 1
 * @cssprop --liveproof-radius corners of the box, 0
 * @cssprop --liveproof-accent the bar and the button
 * @cssstate loading, ready, error
 */
export class LiveProof extends Base {
  static readonly formAssociated = true;
  static readonly observedAttributes: readonly string[] = [
    ...['template', 'selection', 'view', 'locale', 'max-pixel-ratio'],
  ];

  /** More for `createPreview`: `assets` and the like. Read when a preview is made. */
  options: Partial<PreviewOptions> = {};
  #messages: ProofMessages = {
    loading: 'The preview is loading',
    failed: 'The preview did not load',
    retry: 'Try again',
    notReady: 'The design is not ready yet',
  };
  readonly #internals: ElementInternals = this.attachInternals();
  readonly #root: ShadowRoot = this.attachShadow({ mode: 'open', delegatesFocus: true });
  readonly #stage: HTMLElement;
  readonly #error: HTMLElement;
  readonly #spoken: HTMLElement = el('div', 'unseen', { 'aria-live': 'polite' });
  #template: PreviewOptions['template'] | undefined;
  #initial: Selection | undefined;
  /** What the shopper chose, while there is no preview to know it. */
  #kept: Selection | undefined;
  #preview: Preview | undefined;
  #canvas: HTMLCanvasElement | undefined;
  #urls = new AssetUrls();
  /** Ends the preview's listeners, and the loading of the next. */
  #release: () => void = () => {};
  #loading: AbortController | undefined;
  #queued = false;
  #settled = true;
  #ready!: Promise<Preview>;
  #resolve!: (preview: Preview) => void;
  #reject!: (error: unknown) => void;
  #speaking: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    dress(this.#root, PROOF_STYLE);
    const bar = el('div', 'bar', { role: 'progressbar' });
    bar.ariaLabel = this.#messages.loading;
    const loading = el('slot', 'loading', { name: 'loading' }, bar);
    this.#error = el('div', 'error', { hidden: true });
    this.#stage = el('div', 'stage', {}, el('slot', 'poster'), loading);
    this.#root.append(this.#stage, this.#error, this.#spoken);
    this.#promise();
    this.#state('loading');
  }

  /** The preview, once it is ready. */
  get preview(): Preview | undefined {
    return this.#preview;
  }

  /** Resolves with the preview of the template that is set now; rejects when it can't be loaded. */
  get ready(): Promise<Preview> {
    return this.#ready;
  }

  /** URL or document of the template; another makes another preview. */
  get template(): PreviewOptions['template'] | undefined {
    return this.#template ?? this.getAttribute('template') ?? undefined;
  }

  set template(template: PreviewOptions['template'] | undefined) {
    if (template === this.#template) return;
    this.#template = template;
    this.#restart();
  }

  /** What is chosen. Setting it is also what a reset of the form goes back to. */
  get selection(): Selection {
    return this.#preview?.selection ?? this.#kept ?? this.#initial ?? {};
  }

  set selection(selection: Selection) {
    this.#initial = selection;
    this.#restore(selection);
  }

  /** The selection as JSON: what the form sends. */
  get value(): string {
    return JSON.stringify(this.selection);
  }

  set value(json: string) {
    this.#restore(JSON.parse(json));
  }

  /** Id of the view on the canvas. */
  get view(): string {
    return this.#preview?.view ?? this.getAttribute('view') ?? '';
  }

  set view(id: string) {
    this.setAttribute('view', id);
  }

  get locale(): string {
    return this.getAttribute('locale') ?? '';
  }

  set locale(locale: string) {
    this.setAttribute('locale', locale);
  }

  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  set name(name: string) {
    this.setAttribute('name', name);
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  /** Whether a form would be sent. */
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  /** The same, and tells the shopper why not. */
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** The element's own words; those not given stay English. */
  get messages(): ProofMessages {
    return this.#messages;
  }

  set messages(messages: Partial<ProofMessages>) {
    this.#messages = { ...this.#messages, ...messages };
    const bar = this.#stage.querySelector('.lp-bar');
    if (bar) bar.ariaLabel = this.#messages.loading;
    this.#judge();
  }

  /** Where an asset of the template is; `undefined` when it is not known. */
  assetUrl(id: string): string | undefined {
    return (this.#preview && forForm(this.#preview).assetUrl?.(id)) ?? this.#urls.get(id);
  }

  /** Loads again, after a failure. */
  retry(): void {
    this.#load();
  }

  connectedCallback(): void {
    upgrade(this, ['options', 'messages', 'template', 'selection', 'view', 'locale', 'name']);
    this.#judge();
    if (!this.#preview) this.#queue();
  }

  /** An element that is moved comes back in the same turn: its preview lives on. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#loading?.abort();
      this.#kept = this.#preview?.selection ?? this.#kept;
      this.#free();
    });
  }

  connectedMoveCallback(): void {}

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    if (name === 'selection') this.#attempt(() => this.#parse(now));
    else if (name === 'template' || name === 'max-pixel-ratio') this.#restart();
    else {
      const preview = this.#preview;
      if (!preview || !now) return;
      this.#attempt(() => {
        if (name in preview) Reflect.set(preview, name, now);
      });
      this.#tell('change', { selection: preview.selection }, true);
    }
  }

  formResetCallback(): void {
    this.#restore(this.#initial ?? {});
  }

  formStateRestoreCallback(state: unknown): void {
    this.#attempt(() => this.#restore(JSON.parse(String(state))));
  }

  #parse(json: string | null): void {
    this.selection = json ? JSON.parse(json) : {};
  }

  #restore(selection: Selection): void {
    if (this.#preview) {
      const preview = this.#preview;
      this.#attempt(() => preview.restore(selection));
    } else this.#kept = selection;
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#tell('error', { error });
    }
  }

  /** Another product: what was chosen of the last one is not for it. */
  #restart(): void {
    this.#kept = undefined;
    this.#queue();
  }

  /** Loads after the program's own turn: attributes come one by one. */
  #queue(): void {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      if (this.isConnected) this.#load();
    });
  }

  async #load(): Promise<void> {
    this.#loading?.abort();
    if (this.#settled) this.#promise();
    const { template } = this;
    if (template === undefined) return;
    const loading = new AbortController();
    const { signal } = loading;
    this.#loading = loading;
    this.#error.hidden = true;
    this.#state('loading');
    this.#judge();
    // Behind the frame that is shown until this one is painted: nothing flashes.
    const canvas = el('canvas', 'canvas pending', { tabIndex: -1 });
    this.#stage.append(canvas);
    const urls = new AssetUrls();
    const kept = this.#kept ?? this.#initial;
    try {
      const preview = await createPreview(canvas, this.#asked(template, urls, kept, signal));
      if (signal.aborted) preview.free();
      else {
        this.#urls = urls;
        this.#show(preview, canvas);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (this.#kept) {
        // What was restored may be of an older product; that must not keep this one from sight.
        this.#kept = undefined;
        this.#tell('error', { error });
        this.#load();
      } else this.#fail(error);
    } finally {
      if (this.#canvas !== canvas) canvas.remove();
    }
  }

  #asked(
    template: PreviewOptions['template'],
    urls: AssetUrls,
    selection: Selection | undefined,
    signal: AbortSignal,
  ): PreviewOptions {
    const ratio = Number(this.getAttribute('max-pixel-ratio'));
    const view = this.getAttribute('view');
    const assets: Assets = urls.record(this.options.assets);
    const locale = this.locale;
    return {
      ...this.options,
      ...(selection && { selection }),
      ...(view && { view }),
      ...(locale && { locale }),
      ...(ratio > 0 && { maxPixelRatio: ratio }),
      ...{ template, assets, signal },
    };
  }

  #show(preview: Preview, canvas: HTMLCanvasElement): void {
    this.#free();
    this.#preview = preview;
    this.#canvas = canvas;
    this.#kept = undefined;
    canvas.classList.remove('lp-pending');
    const stop = interact(preview, canvas);
    const ends = new AbortController();
    this.#release = () => {
      stop();
      ends.abort();
      preview.free();
    };
    const { signal } = ends;
    let due = false;
    preview.addEventListener(
      'change',
      ({ detail }) => {
        // All edits of a turn are judged once: nobody can send the form before.
        if (!due) {
          due = true;
          queueMicrotask(() => {
            due = false;
            this.#judge();
          });
        }
        this.#speakLater();
        this.#tell('input', detail, true);
        this.#tell('change', detail, true);
      },
      { signal },
    );
    preview.addEventListener(
      'issues',
      ({ detail }) => {
        this.#judge();
        this.#tell('issues', detail);
      },
      { signal },
    );
    preview.addEventListener('frame', ({ detail }) => this.#tell('frame', detail), { signal });
    this.#settled = true;
    this.#state('ready');
    this.#judge();
    this.#resolve(preview);
    this.#tell('ready', { preview }, true);
  }

  #fail(error: unknown): void {
    const { failed, retry } = this.#messages;
    const { message, code } = error as { message?: string; code?: string };
    this.#error.replaceChildren(
      el(
        'slot',
        '',
        { name: 'error' },
        el('strong', '', {}, failed),
        el('p', '', {}, message ?? ''),
      ),
      button('retry', retry, () => this.retry()),
    );
    this.#error.setAttribute('data-code', code ?? '');
    this.#error.setAttribute('role', 'alert');
    this.#error.hidden = false;
    this.#state('error');
    this.#settled = true;
    this.#reject(error);
    this.#tell('error', { error });
  }

  #free(): void {
    if (!this.#preview) return;
    clearTimeout(this.#speaking);
    this.#tell('released', {});
    this.#release();
    this.#canvas?.remove();
    this.#canvas = undefined;
    this.#preview = undefined;
    this.#judge();
  }

  /** Gives the form the value, and tells it whether it may be sent. */
  #judge(): void {
    const internals = this.#internals;
    const preview = this.#preview;
    if (!preview) {
      internals.setFormValue(this.#kept ? this.value : null);
      internals.setValidity({ customError: true }, this.#messages.notReady);
      return;
    }
    internals.setFormValue(JSON.stringify(preview.selection));
    const wrong = preview.issues.find(({ severity }) => severity === 'error');
    const held = !this.#settled || (preview as { ready?: boolean }).ready === false;
    const why = wrong?.message ?? (held ? this.#messages.notReady : '');
    const flags = { valueMissing: wrong?.code === 'required', customError: true };
    internals.setValidity(why ? flags : {}, why, this.#canvas);
  }

  /** Tells screen readers what is shown, when the shopper pauses. */
  #speakLater(): void {
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      if (this.#preview) say(this.#spoken, this.#preview.description);
    }, PAUSE);
  }

  #promise(): void {
    this.#settled = false;
    this.#ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#ready.catch(() => {});
  }

  #state(state: 'loading' | 'ready' | 'error'): void {
    const { states } = this.#internals;
    this.#stage.setAttribute('data-state', this.#preview && state === 'loading' ? 'ready' : state);
    attribute(this.#stage, 'aria-busy', state === 'loading' ? 'true' : null);
    for (const other of ['loading', 'ready', 'error']) states?.delete(other);
    states?.add(state);
  }

  #tell(type: string, detail: unknown, bubbles = false): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles, composed: bubbles }));
  }
}
