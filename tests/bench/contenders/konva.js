/**
 * Konva as its documentation advises: what stands still has a layer of its own, nothing listens, and the
 * changed layer is drawn at once. Only that layer's drawing is inside the clock, not the page's work of laying
 * two canvases over each other.
 */
import { tintLayer } from '../page/canvas2d.js';
import { context2d, loadFont, loadImage, newCanvas } from '../page/load.js';

/** @type {import('../types.js').Contender} */
export const contender = {
  id: 'konva',
  title: 'Konva',
  can: ['flat', 'tint', 'arc', 'shadow'],
  vendor: 'konva',
  wire: ['/vendor/konva.js'],

  async create(scene, host) {
    const { view, area, text } = scene;
    const [{ Konva, KonvaImage, KonvaText, KonvaTextPath }, photo, clip, mask, family] =
      await Promise.all([
        import('/vendor/konva.js'),
        loadImage(view.photo),
        loadImage(scene.clip.asset),
        view.mask ? loadImage(view.mask) : undefined,
        loadFont(text.font),
      ]);
    Konva.pixelRatio = 1;
    Konva.autoDrawEnabled = false;
    const stage = new Konva.Stage({
      container: host,
      width: view.width,
      height: view.height,
      listening: false,
    });
    const ground = new Konva.Layer({ listening: false });
    const scale = view.width / area.width;
    const design = new Konva.Layer({ listening: false, scaleX: scale, scaleY: scale });
    stage.add(ground, design);
    ground.add(new KonvaImage({ image: photo }));
    const tinted = mask && tintLayer(mask, scene.initial.body);
    if (tinted) ground.add(new KonvaImage({ image: tinted, globalCompositeOperation: 'multiply' }));
    const picture = new KonvaImage({
      image: clip,
      x: scene.initial.x,
      y: scene.clip.top,
      width: scene.clip.width,
      height: scene.clip.height,
    });
    const letters = {
      text: scene.initial.name,
      fontFamily: family,
      fontStyle: text.weight,
      fontSize: text.size,
    };
    const stroke = { stroke: text.strokeColor, strokeWidth: text.stroke, lineJoin: 'round' };
    const straight = () =>
      new KonvaText({
        ...letters,
        ...stroke,
        ...(text.shadow ? shadowOf(text.shadow) : {}),
        ...(text.align === 'center'
          ? { x: text.x - area.width / 2, width: area.width, align: text.align }
          : { x: text.x }),
        y: text.baseline - baselineOf(family, text.size),
        fill: text.color,
        fillAfterStrokeEnabled: true,
        wrap: 'none',
      });
    const onCircle = () => {
      const along = {
        ...letters,
        data: upperHalf(text),
        align: 'center',
        textBaseline: 'alphabetic',
        kerningFunc: kerning(family, text),
      };
      // One below the other: a letter's stroke would cover its neighbor's fill.
      return [
        new KonvaTextPath({ ...along, ...stroke }),
        new KonvaTextPath({ ...along, fill: text.color }),
      ];
    };
    const lines = text.circle ? onCircle() : [straight()];
    design.add(picture, ...lines);
    ground.draw();
    design.draw();
    const shown = (/** @type {typeof ground} */ layer) => layer.getNativeCanvasElement();
    return {
      canvas: shown(scene.step(0).body ? ground : design),
      picture() {
        const canvas = newCanvas(view.width, view.height);
        const context = context2d(canvas);
        context.drawImage(shown(ground), 0, 0);
        context.drawImage(shown(design), 0, 0);
        return canvas;
      },
      update(patch) {
        if (patch.name !== undefined) for (const line of lines) line.text(patch.name);
        if (patch.x !== undefined) picture.x(patch.x);
        if (patch.name !== undefined || patch.x !== undefined) design.draw();
        if (patch.body !== undefined && mask && tinted) {
          tintLayer(mask, patch.body, tinted);
          ground.draw();
        }
      },
    };
  },
};

/** @param {NonNullable<import('../types.js').Product['text']['shadow']>} shadow */
function shadowOf({ color, offset, sigma }) {
  // Konva's blur is the canvas's: twice the standard deviation.
  return {
    shadowColor: color,
    shadowOffset: { x: offset[0], y: offset[1] },
    shadowBlur: sigma * 2,
  };
}

/**
 * How far below the top of a Konva text of line height 1 its baseline is.
 *
 * @param {string} family
 * @param {number} size
 */
function baselineOf(family, size) {
  const context = context2d(newCanvas(1, 1));
  context.font = `bold ${size}px ${family}`;
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText('M');
  return (fontBoundingBoxAscent - fontBoundingBoxDescent) / 2 + size / 2;
}

/**
 * The upper half of a line's circle as SVG path data, from left to right. Konva puts letters on the chords of a
 * path, so the circle is larger by what the chord of a letter of half an em lies below it.
 *
 * @param {import('../types.js').Product['text']} text
 */
function upperHalf({ x, baseline, size, circle = 0 }) {
  const radius = circle + (size / 2) ** 2 / (8 * circle);
  const middle = baseline + circle;
  return `M${x - radius} ${middle}A${radius} ${radius} 0 0 1 ${x + radius} ${middle}`;
}

/**
 * How much closer two letters stand than their widths say, in ems: Konva's text on a path does not kern by itself.
 *
 * @param {string} family
 * @param {import('../types.js').Product['text']} text
 * @returns {(left: string, right: string) => number}
 */
function kerning(family, text) {
  const context = context2d(newCanvas(1, 1));
  context.font = `${text.weight} ${text.size}px ${family}`;
  const width = (/** @type {string} */ letters) => context.measureText(letters).width;
  return (left, right) => (width(left + right) - width(left) - width(right)) / text.size;
}
