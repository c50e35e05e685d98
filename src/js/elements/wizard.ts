import { attribute, button, el, uid } from './dom.js';
import type { Field } from './field.js';
import type { Messages } from './messages.js';

interface Step {
  readonly panel: HTMLElement;
  readonly section: HTMLElement;
  readonly title: HTMLElement;
  readonly item: HTMLElement;
  readonly tab: HTMLButtonElement;
}

/** The steps of a form, one at a time: all can be gone to, "Next" first tells what is wrong in this one. */
export class Wizard {
  readonly root: HTMLElement;
  readonly #steps: readonly Step[];
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #summary: HTMLElement = el('div', 'summary', { tabIndex: -1, hidden: true });
  readonly #back: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #messages: Messages;
  #at = 0;

  constructor(
    steps: readonly { readonly label: string; readonly panel: HTMLElement }[],
    fields: ReadonlyMap<string, Field>,
    messages: Messages,
  ) {
    this.#fields = fields;
    this.#messages = messages;
    this.#summary.role = 'alert';
    this.#steps = steps.map(({ label, panel }, at) => {
      const title = el('h2', 'step-title', { id: uid(), tabIndex: -1 }, label);
      const section = el('section', 'step', { 'aria-labelledby': title.id }, title, panel);
      const tab = button('step-button', label, () => this.#go(at));
      return { panel, section, title, tab, item: el('li', '', {}, tab) };
    });
    this.#back = button('back', messages.back, () => this.#go(this.#beside(-1)));
    this.#next = button('next primary', messages.next, () => {
      if (this.#passes()) this.#go(this.#beside(1));
    });
    const list = el('ol', 'steps', {}, ...this.#steps.map(({ item }) => item));
    this.root = el(
      'div',
      'wizard',
      {},
      el('nav', 'nav', { 'aria-label': messages.steps }, list),
      ...this.#steps.map(({ section }) => section),
      this.#summary,
      el('div', 'turn', {}, this.#back, this.#next),
    );
  }

  /** Brings it in step with which fields are visible. */
  arrange(): void {
    for (const { panel, item } of this.#steps)
      item.hidden = !panel.querySelector('.lp-field:not([hidden])');
    if (this.#steps[this.#at]?.item.hidden) {
      this.#at = Math.max(
        this.#steps.findIndex(({ item }) => !item.hidden),
        0,
      );
    }
    this.#steps.forEach(({ section, tab }, at) => {
      section.hidden = at !== this.#at;
      attribute(tab, 'aria-current', at === this.#at && 'step');
    });
    this.#back.hidden = this.#beside(-1) < 0;
    this.#next.hidden = this.#beside(1) < 0;
    if (!this.#summary.hidden && !this.#wrong().length) this.#summary.hidden = true;
  }

  /** Goes to the step that holds a field. */
  reach(field: HTMLElement): void {
    const at = this.#steps.findIndex(({ panel }) => panel.contains(field));
    if (at < 0 || at === this.#at) return;
    this.#at = at;
    this.arrange();
  }

  #beside(by: number): number {
    let at = this.#at + by;
    while (this.#steps[at]?.item.hidden) at += by;
    return this.#steps[at] ? at : -1;
  }

  #go(at: number): void {
    this.#at = at;
    this.#summary.hidden = true;
    this.arrange();
    this.#steps[at]?.title.focus();
  }

  /** The fields of this step that are wrong. */
  #wrong(): Field[] {
    const { panel } = this.#steps[this.#at] ?? {};
    return [...this.#fields.values()].filter(({ root, error }) => error && panel?.contains(root));
  }

  /** Whether nothing is wrong in this step; else it is told. */
  #passes(): boolean {
    const wrong = this.#wrong();
    if (!wrong.length) return true;
    const entries = wrong.map((field) => {
      field.reveal();
      const go = button('link', `${field.state.label}: ${field.error}`, () => field.focus());
      return el('li', '', {}, go);
    });
    this.#summary.replaceChildren(
      el('p', '', {}, this.#messages.check),
      el('ul', '', {}, ...entries),
    );
    this.#summary.hidden = false;
    this.#summary.focus();
    return false;
  }
}
