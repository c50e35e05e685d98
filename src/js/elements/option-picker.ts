import type { Preview, Value } from '../index.js';
import type { FormContext } from './control.js';
import { attribute, Base, dress, el, focusedIn, listen, soon, upgrade } from './dom.js';
import { Form } from './form.js';
import type { LiveProof } from './live-proof.js';
import { ENGLISH, type Messages } from './messages.js';
import { PICKER_STYLE } from './picker-style.js';
import { type Bar, presets, toolbar } from './toolbar.js';

/**
 * `<option-picker for="id">`: the form of a `<live-proof>`, or of a preview given as a property. Knows no product:
 * an option's kind decides its control, its state what is shown. An edit touches only the controls that it changes.
 *
 * @attr for id of the `<live-proof>`, in the same tree or the document
 * @attr toolbar with buttons to undo, redo and start over
 * @attr root `light` puts the form into the page, for its own styles: each part has the class `lp-<part>`. Else it
 * is in a shadow root. Read once
 * @event error a value was not taken; `detail.error`, `detail.option`
 * @event optionfocus an option got the focus; `detail.option`
 * @csspart toolbar, tool, undo, redo, reset, presets, preset
 * @csspart form, fields, group, group-label, field, <kind>-field
 * @csspart label, label-text, required, current, price, help, issues, issue, error, warning
 * @csspart input, counter, select, box, slider, unit, switch, color, file, button
 * @csspart choices, choice, face, swatch, words, image
 * @csspart library, tools, search, category, gallery, list, item, count
 * @csspart rows, row, row-button, add, coordinate
 * @csspart wizard, steps, step-button, step, step-title, summary, back, next
 * @cssprop --liveproof-accent what is chosen, and the main button
 * @cssprop --liveproof-chosen ground of what is chosen
 * @cssprop --liveproof-on-accent text on it
 * @cssprop --liveproof-text
 * @cssprop --liveproof-soft text of less weight
 * @cssprop --liveproof-edge lines around fields and choices
 * @cssprop --liveproof-surface ground of fields
 * @cssprop --liveproof-error
 * @cssprop --liveproof-focus ring of the keyboard's focus
 * @cssprop --liveproof-font family
 * @cssprop --liveproof-radius corners, 10px
 * @cssprop --liveproof-gap between fields, 24px
 * @cssprop --liveproof-swatch size of a swatch, 40px
 * @cssprop --liveproof-gallery height of a library, 320px
 */
export class OptionPicker extends Base {
  static readonly observedAttributes: readonly string[] = ['for', 'toolbar'];

  #messages: Messages = ENGLISH;
  #formatPrice: ((amount: number) => string) | undefined;
  #assetUrl: ((id: string) => string | undefined) | undefined;
  #root: HTMLElement | ShadowRoot | undefined;
  readonly #box: HTMLElement = el('div', 'picker');
  #given: Preview | undefined;
  #preview: Preview | undefined;
  #proof: LiveProof | undefined;
  #form: Form | undefined;
  #bars: Bar[] = [];
  #key = '';
  /** Ends what listens to the preview, to the `<live-proof>`, to the document. */
  #leave: () => void = () => {};
  #unfollow: () => void = () => {};
  #depart: () => void = () => {};

  /** The preview whose options it shows. @default that of the `<live-proof>` */
  get preview(): Preview | undefined {
    return this.#given ?? this.#proof?.preview;
  }

  set preview(preview: Preview | undefined) {
    this.#given = preview;
    this.#bind(this.preview);
  }

  /** The picker's own words; those not given stay English. */
  get messages(): Messages {
    return this.#messages;
  }

  set messages(messages: Partial<Messages>) {
    this.#messages = { ...ENGLISH, ...messages };
    this.#rebuild();
  }

  /** Writes an amount as the shop does; the sign of a surcharge is put before it. @default a plain number */
  get formatPrice(): ((amount: number) => string) | undefined {
    return this.#formatPrice;
  }

  set formatPrice(format: ((amount: number) => string) | undefined) {
    this.#formatPrice = format;
    this.#rebuild();
  }

  /** Where an asset is, for pictures and letterings. @default as the template has it */
  get assetUrl(): ((id: string) => string | undefined) | undefined {
    return this.#assetUrl;
  }

  set assetUrl(find: ((id: string) => string | undefined) | undefined) {
    this.#assetUrl = find;
    this.#rebuild();
  }

  /** Shows an option, in its step, and gives it the focus; tells whether it is there. */
  focusOption(id: string): boolean {
    this.#refresh();
    return this.#form?.focus(id) ?? false;
  }

  /** Whether no option has an error; else tells all of them and focuses the first. */
  reportValidity(): boolean {
    this.#refresh();
    return this.#form?.check() ?? true;
  }

  connectedCallback(): void {
    upgrade(this);
    if (!this.#root) {
      this.#root =
        this.getAttribute('root') === 'light' ? this : this.attachShadow({ mode: 'open' });
      this.#root.replaceChildren(this.#box);
      this.#box.addEventListener('focusin', ({ target }) => {
        const field = (target as Element).closest('.lp-field') as HTMLElement | null;
        if (field) this.#tell('optionfocus', { option: field.getAttribute('data-option') });
      });
      this.#box.addEventListener('change', () => this.#preview?.commit());
    }
    dress(this.#root === this ? this.getRootNode() : this.#root, PICKER_STYLE);
    // A proof that comes, or comes up, later says so.
    this.#depart();
    this.#depart = listen(document, { ready: () => this.#find() });
    this.#find();
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#depart();
      this.#unfollow();
      this.#proof = undefined;
      this.#bind(undefined);
    });
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (name === 'for') this.#find();
    else this.#rebuild();
  }

  #find(): void {
    const id = this.getAttribute('for');
    const tree = this.getRootNode() as Document | ShadowRoot;
    const proof = id ? (tree.getElementById(id) ?? document.getElementById(id)) : null;
    if (proof) this.#follow(proof as LiveProof);
    else this.#bind(this.preview);
  }

  #follow(proof: LiveProof): void {
    if (proof !== this.#proof) {
      this.#unfollow();
      this.#proof = proof;
      this.#unfollow = listen(proof, {
        ready: () => this.#bind(this.preview),
        released: () => this.#given || this.#bind(undefined),
        change: this.#later,
        pick: ({ detail }) => this.focusOption((detail as { option: string }).option),
        // A form that is not sent shows where; what no option is about, the browser tells.
        invalid: (event) => this.reportValidity() || event.preventDefault(),
      });
    }
    this.#bind(this.preview);
  }

  #bind(next: Preview | undefined): void {
    if (next === this.#preview) return;
    this.#leave();
    this.#preview = next;
    // The form stays until there is another: the page does not jump.
    this.#box.inert = !next;
    if (!next) return;
    this.#leave = listen(next, { change: this.#later, issues: this.#later });
    this.#rebuild();
  }

  #rebuild(): void {
    this.#key = '';
    this.#refresh();
  }

  #refresh(): void {
    if (this.#preview) this.#update();
  }

  /** All edits of a turn are shown once. */
  readonly #later: () => void = soon(() => this.#refresh());

  #update(): void {
    const preview = this.#preview as Preview;
    const { options } = preview;
    const key = Form.key(options, preview);
    if (key === this.#key) this.#form?.update(options);
    else {
      this.#key = key;
      const focused = focusedIn(this.#box)?.closest('.lp-field') as HTMLElement | undefined;
      const context = this.#context(preview);
      this.#form = new Form(options, context);
      this.#bars = [presets(context)];
      if (this.hasAttribute('toolbar')) this.#bars.unshift(toolbar(context));
      this.#box.replaceChildren(...this.#bars.map(({ root }) => root), this.#form.root);
      attribute(this.#box, 'dir', preview.direction);
      attribute(this.#box, 'lang', preview.locale);
      if (focused) this.#form.focus(focused.getAttribute('data-option') ?? '');
    }
    for (const bar of this.#bars) bar.update();
  }

  #context(preview: Preview): FormContext {
    const plain = new Intl.NumberFormat(preview.locale, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
    const refused = (option: string, error: unknown) => {
      this.#form?.fields.get(option)?.refuse((error as Error).message);
      this.#tell('error', { error, option });
    };
    const attempt = (option: string, work: () => unknown) => {
      try {
        const done = work();
        if (done instanceof Promise) done.catch((error) => refused(option, error));
      } catch (error) {
        refused(option, error);
      }
    };
    return {
      preview,
      messages: this.#messages,
      attempt,
      set: (option: string, value: Value) => attempt(option, () => preview.set(option, value)),
      price: (amount) => {
        if (!amount) return '';
        const text = this.#formatPrice ? this.#formatPrice(amount) : plain.format(amount);
        const cost = amount > 0 ? `+${text}` : text;
        // A sum runs from left to right in any script.
        return preview.direction === 'rtl' ? `\u2066${cost}\u2069` : cost;
      },
      assetUrl: (id) => {
        return id && (this.#assetUrl?.(id) ?? preview.assetUrl(id));
      },
    };
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
