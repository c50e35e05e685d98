/** What the tests of the elements use on their page. */
import * as elements from '../../pkg/elements/index.js';
import * as form from '../support/form.js';
import { PLAQUE } from '../support/plaque.js';

Object.assign(globalThis, { elements, PLAQUE, ...form });

/** Puts HTML on the page. */
globalThis.put = (html) => {
  const place = document.getElementById('place');
  place.innerHTML = html;
  return place;
};

/** A picker of a preview without an engine. */
globalThis.pick = (preview = new form.FakePreview(), attributes = '') => {
  const picker = put(`<option-picker ${attributes}></option-picker>`).firstElementChild;
  picker.preview = preview;
  Object.assign(globalThis, { picker, preview });
  return picker;
};

/** The part of the picker that shows an option. */
globalThis.field = (id) => (picker.shadowRoot ?? picker).querySelector(`[data-option="${id}"]`);

globalThis.turn = () => new Promise((done) => setTimeout(done, 20));
globalThis.ready = true;
