/** The elements where there is no DOM: on a server that renders their tags. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

test('importing the elements without a DOM does nothing', async () => {
  const { LiveProof, OptionPicker } = await import('liveproof/elements');
  assert.equal(typeof globalThis.HTMLElement, 'undefined');
  assert.equal(typeof LiveProof, 'function');
  assert.deepEqual(OptionPicker.observedAttributes, ['for', 'toolbar']);
});
