/** S8 in the browser: a product with a photo in a box, and what it takes to put one there. */

import { createPreview } from '/pkg/index.js';
import initWasm from '/pkg/liveproof.js';

const canvas = document.querySelector('canvas');
const paper = new OffscreenCanvas(32, 32);
paper.getContext('2d').fillRect(0, 0, 32, 32);
const white = await (await paper.convertToBlob()).arrayBuffer();

const SIDE = 1000;
const preview = await createPreview(canvas, {
  width: SIDE,
  assets: { ground: white },
  template: {
    liveproof: 1,
    id: 'print',
    assets: { ground: { image: 'ground.png' } },
    options: [{ id: 'photo', kind: 'photo', label: 'Photo' }],
    areas: [
      {
        id: 'sheet',
        width: 200,
        height: 200,
        layers: [{ kind: 'image', image: { option: 'photo' }, box: [20, 20, 160, 160] }],
      },
    ],
    views: [
      {
        id: 'front',
        width: SIDE,
        height: SIDE,
        items: [
          { kind: 'photo', image: 'ground' },
          {
            kind: 'placement',
            area: 'sheet',
            blend: 'normal',
            geometry: {
              quad: [
                [0, 0],
                [SIDE, 0],
                [SIDE, SIDE],
                [0, SIDE],
              ],
            },
          },
        ],
      },
    ],
  },
});
const { memory } = await initWasm();

/** The longest time that the page was not asked for anything: a task, or the machine busy elsewhere. */
function watch() {
  const { port1, port2 } = new MessageChannel();
  let [longest, last, on] = [0, performance.now(), true];
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (on) port2.postMessage(0);
  };
  port2.postMessage(0);
  return () => {
    on = false;
    return longest;
  };
}

document.querySelector('input').addEventListener('change', async ({ target }) => {
  const before = memory.buffer.byteLength;
  const stop = watch();
  const start = performance.now();
  try {
    const painted = new Promise((done) => preview.addEventListener('frame', done, { once: true }));
    await preview.setPhoto('photo', target.files[0]);
    await painted;
    const first = performance.now() - start;
    // What comes after the picture is on the page's thread, too.
    await new Promise((done) => setTimeout(done, 300));
    const task = stop();
    const { width, height } = preview.photo('photo');
    window.done = { first, task, before, heap: memory.buffer.byteLength, upright: width < height };
  } catch (error) {
    window.done = { fault: String(error) };
  }
});
window.ready = true;
