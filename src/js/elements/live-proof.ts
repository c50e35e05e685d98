/// <reference lib="es2024.promise" />
import {
  createPreview,
  type LiveproofError,
  type Preview,
  type PreviewOptions,
  type Selection,
} from '../index.js';
import { listen, soon, type Told, upgrade } from './dom.js';
import { FormValue } from './form-value.js';
import { interact } from './interaction.js';
import { type ProofMessages, Stage } from './stage.js';

type Source = PreviewOptions['template'];

/** How long the description waits for the shopper to pause, in milliseconds. */
const PAUSE = 800;

/**
 * `<live-proof template="…">`: a personalized product on a canvas of its own. In a form it is a control whose
 * value is the selection as JSON; while it loads or has an error, the form is not sent.
 *
 * @attr template URL of the template; as a property also the document itself
 * @attr selection what was chosen before, as JSON; as a property an object. A reset of the form goes back to it
 * @attr view id of the view to show
 * @attr locale language of labels and messages
 * @attr max-pixel-ratio most canvas pixels per CSS pixel
 * @attr name name of the value in the form around it
 * @event ready the preview is painted; `detail.preview`. Bubbles
 * @event input the selection changed; `detail.selection`. Bubbles
 * @event change the same
 * @event issues there are other issues; `detail.issues`
 * @event frame the canvas was painted; the detail is where
 * @event error loading failed, or what was asked for was refused; `detail.error`
 * @event released the preview was freed: the element left the page or shows another
 * @slot (default) a poster, shown until the first frame
 * @slot loading shown over it while it loads
 * @slot error shown when loading failed, in place of the words
 * @csspart stage the box around the canvas
 * @csspart canvas
 * @csspart error what is shown when loading failed
 * @csspart retry the button that tries again
 * @cssprop --liveproof-ratio width to height of the box before there is a frame, 1
 * @cssprop --liveproof-radius corners of the box, 0
 * @cssprop --liveproof-accent the button and the focus
 */
export class LiveProof extends FormValue {
  static readonly observedAttributes: readonly string[] = [
    ...['template', 'selection', 'view', 'locale', 'max-pixel-ratio'],
  ];

  /** More for `createPreview`: `assets`, `prices`, `saved` and the like. Read when a preview is made. */
  declare options: Partial<PreviewOptions> | undefined;
  readonly #stage: Stage = new Stage(this.attachShadow({ mode: 'open', delegatesFocus: true }));
  #messages: ProofMessages = {
    failed: 'The preview did not load',
    retry: 'Try again',
    notReady: 'The design is not ready yet',
  };
  #template: Source | undefined;
  #initial: Selection | undefined;
  /** What the shopper chose, while there is no preview to know it. */
  #kept: Selection | undefined;
  #preview: Preview | undefined;
  /** Ends what is done with the preview. */
  #ends: (() => void)[] = [];
  #loading = new AbortController();
  #settled = false;
  #ready: PromiseWithResolvers<Preview> = Promise.withResolvers();
  #speaking: ReturnType<typeof setTimeout> | undefined;

  /** The preview, once it is ready. */
  get preview(): Preview | undefined {
    return this.#preview;
  }

  /** Resolves with the preview of the template that is set now; rejects when it can't be loaded. */
  get ready(): Promise<Preview> {
    return this.#ready.promise;
  }

  /** URL or document of the template; another makes another preview. */
  get template(): Source | undefined {
    return this.#template ?? this.getAttribute('template') ?? undefined;
  }

  set template(template: Source | undefined) {
    if (template === this.#template) return;
    this.#template = template;
    this.#restart();
  }

  /** What is chosen; set, it is also what a reset of the form goes back to. */
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

  /** Language of labels and messages. */
  get locale(): string {
    return this.getAttribute('locale') ?? '';
  }

  set locale(locale: string) {
    this.setAttribute('locale', locale);
  }

  /** The element's own words; those not given stay as they are. */
  get messages(): ProofMessages {
    return this.#messages;
  }

  set messages(messages: Partial<ProofMessages>) {
    this.#messages = { ...this.#messages, ...messages };
    this.#judge();
  }

  connectedCallback(): void {
    upgrade(this);
    this.#judge();
    if (!this.#preview) this.#queue();
  }

  /** An element that is moved comes back in the same turn: its preview lives on. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#loading.abort();
      this.#kept = this.#preview?.selection ?? this.#kept;
      this.#free();
    });
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    const preview = this.#preview;
    if (name === 'selection') {
      this.#attempt(() => {
        this.selection = JSON.parse(now ?? '{}');
      });
    } else if (name !== 'view' && name !== 'locale') this.#restart();
    else if (preview && now && name in preview) {
      this.#attempt(() => Reflect.set(preview, name, now));
    }
  }

  formResetCallback(): void {
    this.#restore(this.#initial ?? {});
  }

  formStateRestoreCallback(state: unknown): void {
    this.#attempt(() => this.#restore(JSON.parse(String(state))));
  }

  #restore(selection: Selection): void {
    if (this.#preview) this.#attempt(() => this.#preview?.restore(selection));
    else this.#kept = selection;
  }

  #attempt(work: () => unknown): void {
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

  /** Attributes come one by one: it loads after all of them. */
  readonly #queue: () => void = soon(() => {
    if (this.isConnected) this.#load();
  });

  async #load(left: object = {}): Promise<void> {
    this.#loading.abort();
    const { template, locale } = this;
    if (!template) return;
    if (this.#settled) this.#ready = Promise.withResolvers();
    this.#settled = false;
    // Who does not wait for it hears of it by the event.
    this.#ready.promise.catch(() => {});
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.#stage.state('loading');
    this.#judge();
    const canvas = this.#stage.prepare();
    const { options = {} } = this;
    const maxPixelRatio = Number(this.getAttribute('max-pixel-ratio'));
    const asked: Record<string, unknown> = {
      selection: undefined,
      saved: this.#kept ?? this.#initial ?? options.saved ?? options.selection,
      view: this.getAttribute('view') ?? options.view,
      ...left,
    };
    try {
      const preview = await createPreview(canvas, {
        ...options,
        ...asked,
        ...(locale && { locale }),
        ...(maxPixelRatio && { maxPixelRatio }),
        ...{ template, signal },
      });
      if (signal.aborted) return preview.free();
      this.#show(preview, canvas);
    } catch (error) {
      if (signal.aborted) return;
      const what = refused(error as LiveproofError);
      // It may be of an older product: that must not keep this one from sight.
      if (asked[what]) this.#load({ ...left, [what]: undefined });
      else {
        this.#settled = true;
        this.#stage.fail((error as Error).message, this.#messages, () => this.#load());
        this.#ready.reject(error);
      }
      this.#tell('error', { error });
    } finally {
      if (this.#stage.canvas !== canvas) canvas.remove();
    }
  }

  #show(preview: Preview, canvas: HTMLCanvasElement): void {
    this.#free();
    this.#preview = preview;
    this.#kept = undefined;
    this.#stage.show(canvas);
    // All edits of a turn are judged once: nobody can send the form before.
    const judge = soon(() => this.#judge());
    const change = ({ detail }: Told) => {
      judge();
      clearTimeout(this.#speaking);
      this.#speaking = setTimeout(() => this.#stage.speak(preview.description), PAUSE);
      this.#tell('input', detail, true);
      this.#tell('change', detail, true);
    };
    const issues = ({ detail }: Told) => {
      this.#judge();
      this.#tell('issues', detail);
    };
    const frame = ({ detail }: Told) => this.#tell('frame', detail);
    this.#ends = [interact(preview, canvas, this), listen(preview, { change, issues, frame })];
    this.#settled = true;
    this.#stage.state('ready');
    this.#judge();
    this.#ready.resolve(preview);
    this.#tell('ready', { preview }, true);
  }

  #free(): void {
    if (!this.#preview) return;
    clearTimeout(this.#speaking);
    this.#tell('released');
    for (const end of this.#ends) end();
    this.#preview.free();
    this.#preview = undefined;
    this.#stage.show(undefined);
    this.#judge();
  }

  /** Gives the form the value, and tells it whether it may be sent. */
  #judge(): void {
    const preview = this.#preview;
    const wrong = preview?.issues.find(({ severity }) => severity === 'error');
    const ready = preview && this.#settled && preview.ready;
    const why = wrong?.message ?? (ready ? '' : this.#messages.notReady);
    const flags = { valueMissing: wrong?.code === 'required', customError: true };
    this.internals.setFormValue(this.value);
    this.internals.setValidity(why ? flags : {}, why, this.#stage.canvas);
  }

  #tell(type: string, detail: unknown = {}, bubbles = false): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles, composed: bubbles }));
  }
}

/** What it was of what was asked for that an error refuses. */
function refused({ code, path }: LiveproofError): string {
  if (path === 'view') return 'view';
  return /^(wrong-t|newer-v|too-l|invalid-v)/.test(code) ? 'saved' : '';
}
