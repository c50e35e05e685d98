import type { OptionState, Preview } from '../index.js';
import type { FormContext } from './control.js';
import { el } from './dom.js';
import { Field } from './field.js';
import { Wizard } from './wizard.js';

/** What of options, groups and presets is built into the form. */
const FIXED = (
  'id kind label help step group hidden control required categories maxLength maxLines multiline prompt min max ' +
  'unit custom x y scale rotate image steps groups'
).split(' ');

/** More options than this make a form long. */
const LONG = 60;

/** The fields of a form, in groups, in steps where the template has several. */
export class Form {
  readonly root: HTMLElement = el('div', 'form');
  /** Field by id of its option. */
  readonly fields: Map<string, Field> = new Map();
  readonly #groups: HTMLElement[] = [];
  readonly #wizard: Wizard | undefined;

  constructor(options: readonly OptionState[], context: FormContext) {
    const { groups, steps } = context.preview.form;
    const panels =
      steps.length > 1 ? steps.map((step) => ({ ...step, panel: el('div', 'fields') })) : [];
    const panelOf = (step?: string) =>
      (panels.find(({ id }) => id === step) ?? panels[0])?.panel ?? this.root;
    const boxes = new Map<string, HTMLElement>();
    for (const { id, label, help, step } of groups) {
      const box = el('fieldset', 'group', {}, el('legend', 'group-label', {}, label));
      if (help) box.append(el('p', 'help', {}, help));
      boxes.set(id, box);
      panelOf(step).append(box);
      this.#groups.push(box);
    }
    // An option of no group comes after what is before it in the template.
    let last: HTMLElement | undefined;
    for (const option of options) {
      const field = Field.for(option, context);
      if (!field) continue;
      this.fields.set(option.id, field);
      const box = boxes.get(option.group ?? '');
      if (box) box.append(field.root);
      else if (last) last.after(field.root);
      else panelOf().prepend(field.root);
      last = box ?? field.root;
    }
    if (panels.length) {
      this.#wizard = new Wizard(panels, this.fields, context.messages);
      this.root.append(this.#wizard.root);
    } else this.root.classList.add('lp-fields');
    // In a long form the browser lays out what is near the screen.
    if (options.length > LONG) this.root.classList.add('lp-long');
    this.#arrange();
  }

  /** What makes it another form: other options, words or groups. */
  static key(options: readonly OptionState[], { form, locale, presets }: Preview): string {
    return JSON.stringify([locale, form, presets, options], FIXED);
  }

  /** Brings the fields in step; only those that are shown otherwise are touched. */
  update(options: readonly OptionState[]): void {
    for (const option of options) this.fields.get(option.id)?.update(option);
    this.#arrange();
  }

  /** Shows an option and gives it the focus; tells whether there is such. */
  focus(id: string): boolean {
    const field = this.fields.get(id);
    if (!field?.state.visible) return false;
    this.#wizard?.reach(field.root);
    field.focus();
    return true;
  }

  /** Tells all errors and focuses the first; whether there are none. */
  check(): boolean {
    let wrong: Field | undefined;
    for (const field of this.fields.values()) {
      field.reveal();
      if (field.error) wrong ??= field;
    }
    if (wrong) this.focus(wrong.state.id);
    return !wrong;
  }

  /** Groups and steps without anything to show are not shown. */
  #arrange(): void {
    for (const group of this.#groups) {
      const empty = !group.querySelector(':scope > .lp-field:not([hidden])');
      if (group.hidden !== empty) group.hidden = empty;
    }
    this.#wizard?.arrange();
  }
}
