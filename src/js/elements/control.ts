import type { OptionState, Preview, Value } from '../index.js';
import type { Messages } from './messages.js';

/** What a control knows of the form around it. */
export interface FormContext {
  readonly preview: Preview;
  readonly messages: Messages;
  /** Gives an option a value; what is refused is told at the option. */
  set(option: string, value: Value): void;
  /** Does something that may be refused; so is told at the option. */
  attempt(option: string, work: () => unknown): void;
  /** An addition to the price as it is shown; empty for none. */
  price(amount: number | undefined): string;
  /** Where an asset is, if that is known. */
  assetUrl(id: string | undefined): string | undefined;
}

/** The control of one option. */
export interface Control {
  /** What goes into the field. */
  readonly node: HTMLElement;
  /** In a control of one part: what takes label and description. @default the node */
  readonly focus?: HTMLElement;
  /** Role of the fieldset, for a control of several parts. */
  readonly role?: 'group' | 'radiogroup';
  /** Id of what describes it beside help and issues. */
  readonly about?: string | undefined;
  /** Whether the label tells the value. */
  readonly tells?: boolean;
  /** Brings it in step with the option; called for each state that is shown otherwise. */
  update(option: OptionState): void;
}

/** Makes the control of an option. */
export type MakeControl = (option: OptionState, context: FormContext) => Control;
