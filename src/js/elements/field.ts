import type { OptionState } from '../index.js';
import type { Control, FormContext } from './control.js';
import { chosen } from './controls/choices.js';
import { priced } from './controls/face.js';
import { CONTROLS } from './controls/index.js';
import { attribute, el, say, uid } from './dom.js';
import { sameState } from './same.js';

/** What is plain to see at the start is not told before the shopper was there. */
const QUIET = new Set(['required', 'untouched-placeholder', 'too-few']);

/** What takes the focus in a control of several parts, if nothing in it is chosen. */
const PARTS = 'input:enabled,button:enabled';

/** An option in the form: label, control, help and issues. */
export class Field {
  readonly root: HTMLFieldSetElement;
  readonly #control: Control;
  /** What issues and help describe. */
  readonly #main: HTMLElement;
  readonly #current: HTMLElement = el('span', 'current');
  readonly #cost: HTMLElement = el('span', 'price');
  readonly #issues: HTMLElement;
  readonly #context: FormContext;
  #state: OptionState;
  #shown: OptionState | undefined;
  #revealed = false;
  /** What was refused since the last state. */
  #refused = '';

  /** `undefined` for an option that has no place in the form. */
  static for(option: OptionState, context: FormContext): Field | undefined {
    const make = CONTROLS[option.kind];
    return make && !option.hidden ? new Field(option, make(option, context), context) : undefined;
  }

  private constructor(option: OptionState, control: Control, context: FormContext) {
    this.#state = option;
    this.#control = control;
    this.#context = context;
    const { messages } = context;
    const { role, about } = control;
    const mark = { title: messages.required, 'aria-hidden': 'true' };
    const head = [
      el('span', 'label-text', {}, option.label),
      option.required && el('span', 'required', mark, '*'),
      this.#current,
      this.#cost,
    ];
    const help = option.help ? el('p', 'help', { id: uid() }, option.help) : undefined;
    this.#issues = el('div', 'issues', { id: uid(), 'aria-live': 'polite' });
    const main = control.focus ?? control.node;
    main.id = uid();
    const label = role
      ? el('legend', 'label', {}, ...head)
      : el('label', 'label', { htmlFor: main.id }, ...head);
    // Of one control too it is a fieldset, for that can be disabled.
    this.root = el(
      'fieldset',
      `field ${option.kind}-field`,
      { role: role ?? 'none', 'data-option': option.id },
      ...[label, help, control.node, this.#issues],
    );
    const described = [help?.id, about, this.#issues.id].filter(Boolean).join(' ');
    this.#main = role ? this.root : main;
    this.#main.setAttribute('aria-describedby', described);
    if (option.required && role === 'radiogroup') this.root.setAttribute('aria-required', 'true');
    this.root.addEventListener('focusout', ({ relatedTarget }) => {
      if (this.root.contains(relatedTarget as Node | null)) return;
      // What is told moves the page: not from under a mouse that is pressed, or its click is lost.
      if (document.documentElement.matches(':active'))
        addEventListener('mouseup', () => setTimeout(() => this.reveal()), { once: true });
      else this.reveal();
    });
    this.update(option);
  }

  /** The option as it stands. */
  get state(): OptionState {
    return this.#state;
  }

  /** What keeps the product out of the cart, in words; empty for nothing. */
  get error(): string {
    const { visible, issues } = this.#state;
    return (visible && issues.find(({ severity }) => severity === 'error')?.message) || '';
  }

  /** Brings it in step with the option's state; does nothing when that shows alike. */
  update(state: OptionState): void {
    this.#state = state;
    if (this.#shown && sameState(this.#shown, state)) return;
    this.#shown = state;
    this.#refused = '';
    if (this.root.hidden === state.visible) this.root.hidden = !state.visible;
    this.#control.update(state);
    this.root.disabled = !state.enabled;
    const choice = chosen(state);
    const label = choice ? priced(choice, this.#context) : String(state.value);
    say(this.#current, this.#control.tells ? label : '');
    // A choice tells its own price.
    say(this.#cost, state.choices ? '' : this.#context.price(state.price));
    this.#tell();
  }

  /** Says why a value was not taken; the control goes back to what is. */
  refuse(why: string): void {
    this.#control.update(this.#state);
    this.#refused = why;
    this.#tell();
  }

  /** From now on all is told that is wrong. */
  reveal(): void {
    if (this.#revealed) return;
    this.#revealed = true;
    this.#tell();
  }

  focus(): void {
    const { root } = this;
    const [main] = this.#control.role
      ? [':checked', '[tabindex="0"]', PARTS].flatMap((part) => [...root.querySelectorAll(part)])
      : [this.#main];
    (main as HTMLElement | undefined)?.focus();
    root.scrollIntoView({ block: 'nearest' });
  }

  #tell(): void {
    const told: { severity: string; message: string }[] = this.#state.issues.filter(
      ({ code }) => this.#revealed || !QUIET.has(code),
    );
    if (this.#refused) told.unshift({ severity: 'error', message: this.#refused });
    const text = told.map(({ message }) => message).join('');
    if (this.#issues.textContent !== text) {
      this.#issues.replaceChildren(
        ...told.map(({ severity, message }) => el('p', `issue ${severity}`, {}, message)),
      );
    }
    const wrong = told.some(({ severity }) => severity === 'error');
    this.root.classList.toggle('lp-wrong', wrong);
    // No state of a plain group: its issues describe it.
    if (this.#control.role !== 'group') attribute(this.#main, 'aria-invalid', wrong);
  }
}
