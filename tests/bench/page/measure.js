import { context2d } from './load.js';
import { readBack } from './readback.js';

/** @typedef {import('../types.js').Scene} Scene */
/** @typedef {import('../types.js').Drawing} Drawing */

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/**
 * Runs a contender through a scene: one update per animation frame, the clock from the change to the
 * pixels. `updates` 0 only draws the picture that a run of `last + 1` updates ends with.
 *
 * @param {{ scene: string, contender: string, warmUp: number, updates: number, last: number }} job
 * @returns {Promise<{ times: number[], png: string }>} milliseconds, and the last picture in base64
 */
export async function measure(job) {
  const { scene } = /** @type {{ scene: Scene }} */ (await import(`/bench/scenes/${job.scene}.js`));
  const { contender } = /** @type {{ contender: import('../types.js').Contender }} */ (
    await import(`/bench/contenders/${job.contender}.js`)
  );
  const drawing = await contender.create(scene, document.body);
  const times = [];
  if (job.updates > 0) {
    for (let i = 0; i < job.warmUp + job.updates; i++) {
      const patch = scene.step(i);
      await nextFrame();
      const start = performance.now();
      drawing.update(patch);
      readBack(drawing, scene);
      const end = performance.now();
      if (i >= job.warmUp) times.push(end - start);
    }
    await proveChange(drawing, scene, job.last);
  } else {
    drawing.update(scene.step(job.last));
  }
  return { times, png: await png(drawing) };
}

/**
 * Throws when the last update cannot be seen: a contender that draws nothing is not fast.
 *
 * @param {Drawing} drawing
 * @param {Scene} scene
 * @param {number} last
 */
async function proveChange(drawing, scene, last) {
  const pixels = () => context2d(drawing.canvas).getImageData(...scene.focus).data;
  drawing.update(scene.step(last - 1));
  const before = pixels();
  await nextFrame();
  drawing.update(scene.step(last));
  const after = pixels();
  if (before.every((value, i) => value === after[i])) throw new Error('an update changed nothing');
}

/** @param {Drawing} drawing */
export async function png(drawing) {
  const canvas = drawing.picture?.() ?? drawing.canvas;
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return base64(new Uint8Array(await blob.arrayBuffer()));
}

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(binary);
}
