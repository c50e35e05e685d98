import { Base } from './dom.js';

/** An element that is a control of the form around it, as native ones are. */
export abstract class FormValue extends Base {
  static readonly formAssociated = true;

  protected readonly internals: ElementInternals = this.attachInternals();

  /** Name of the value in the form. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  set name(name: string) {
    this.setAttribute('name', name);
  }

  /** The form around it. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** Why the form is not sent. */
  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  /** Whether the form would be sent. */
  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  /** The same, and tells the shopper why not. */
  reportValidity(): boolean {
    return this.internals.reportValidity();
  }
}
