/** Canvas2D as web pages usually write it: everything is drawn again at each change. */

import { drawText, paintTint } from '../page/canvas2d.js';
import { context2d, loadFont, loadImage, newCanvas } from '../page/load.js';
import { project } from '../products/mug.js';

/** @type {import('../types.js').Contender} */
export const contender = {
  id: 'canvas2d-plain',
  title: 'Canvas2D, as usually written',
  can: ['flat', 'tint', 'bend', 'arc', 'shadow'],
  wire: ['/bench/contenders/canvas2d-plain.js', '/bench/page/canvas2d.js', '/bench/page/load.js'],

  async create(scene, host) {
    const { view, area } = scene;
    const [photo, clip, mask, family] = await Promise.all([
      loadImage(view.photo),
      loadImage(scene.clip.asset),
      view.mask ? loadImage(view.mask) : undefined,
      loadFont(scene.text.font),
    ]);
    const canvas = newCanvas(view.width, view.height);
    host.append(canvas);
    const context = context2d(canvas);
    const state = { ...scene.initial };
    const tinted = newCanvas(view.width, view.height);
    const flat = newCanvas(area.width, area.height);

    /** @param {CanvasRenderingContext2D} target in the design's units */
    const drawDesign = (target) => {
      target.drawImage(clip, state.x, scene.clip.top, scene.clip.width, scene.clip.height);
      drawText(target, family, scene.text, state.name);
    };

    const draw = () => {
      context.clearRect(0, 0, view.width, view.height);
      context.drawImage(mask ? tinted : photo, 0, 0);
      if (area.bend) {
        const target = context2d(flat);
        target.clearRect(0, 0, area.width, area.height);
        drawDesign(target);
        drawStrips(context, flat, area.bend);
      } else {
        context.save();
        context.scale(view.width / area.width, view.height / area.height);
        drawDesign(context);
        context.restore();
      }
    };

    if (mask) paintTint(context2d(tinted), photo, mask, state.body);
    draw();
    return {
      canvas,
      update(patch) {
        Object.assign(state, patch);
        if (patch.body && mask) paintTint(context2d(tinted), photo, mask, state.body);
        draw();
      },
    };
  },
};

/**
 * Bends a design around a cylinder in upright strips one pixel wide.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLCanvasElement} design
 * @param {import('../types.js').Cylinder} bend
 */
function drawStrips(context, design, bend) {
  const span = (bend.span * Math.PI) / 180;
  const [first] = project(-span / 2, 0);
  const [last] = project(span / 2, 0);
  context.globalCompositeOperation = 'multiply';
  let angle = -span / 2;
  for (let x = first; x < last; x++) {
    // The angle of the strip's right edge, by Newton's method from that of its left.
    let next = angle + 0.004;
    for (let i = 0; i < 6; i++) {
      const [at] = project(next, 0);
      const [beside] = project(next + 1e-4, 0);
      next -= (at - Math.min(x + 1, last)) / ((beside - at) / 1e-4);
    }
    const middle = (angle + next) / 2;
    const top = project(middle, 0)[1];
    const from = (angle / span + 0.5) * design.width;
    const to = (next / span + 0.5) * design.width;
    const height = project(middle, 1)[1] - top;
    context.drawImage(design, from, 0, to - from, design.height, x, top, 1, height);
    angle = next;
  }
  context.globalCompositeOperation = 'source-over';
}
