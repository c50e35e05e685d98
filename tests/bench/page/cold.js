import { readBack } from './readback.js';

const query = new URLSearchParams(location.search);

/**
 * The cold start: from navigation to the first complete picture, proven by a read-back. The page keeps
 * `window.coldStart`, a promise of the milliseconds and of the drawing.
 */
async function start() {
  const [{ scene }, { contender }] = await Promise.all([
    import(`/bench/scenes/${query.get('scene')}.js`),
    import(`/bench/contenders/${query.get('contender')}.js`),
  ]);
  const drawing = await contender.create(scene, document.body);
  readBack(drawing, scene);
  return { time: performance.now(), drawing };
}

Object.assign(window, { coldStart: start() });
