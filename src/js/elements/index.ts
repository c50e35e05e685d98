/** `<live-proof>` and `<option-picker>`: importing this defines them; without a DOM it does nothing. */
import { LiveProof } from './live-proof.js';
import { OptionPicker } from './option-picker.js';

export type { Messages } from './messages.js';
export type { ProofMessages } from './stage.js';
export { LiveProof, OptionPicker };

declare global {
  interface HTMLElementTagNameMap {
    'live-proof': LiveProof;
    'option-picker': OptionPicker;
  }
}

for (const [name, element] of [
  ['live-proof', LiveProof],
  ['option-picker', OptionPicker],
] as const) {
  // A page with two copies of the package keeps the first.
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, element);
}
