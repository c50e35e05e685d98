/**
 * fabric as a careful page uses it: a canvas without interaction, photo and tint in a group that is cached,
 * the changed object marked, drawn at once.
 */
import { tintLayer } from '../page/canvas2d.js';
import { loadFont, loadImage, newCanvas } from '../page/load.js';

/** fabric places a text's baseline at this part of its size, below the top of its box (`_fontSizeMult`, `_fontSizeFraction`). */
const BASELINE = 1.13 * (1 - 0.222);

/** @type {import('../types.js').Contender} */
export const contender = {
  id: 'fabric',
  title: 'fabric',
  can: ['flat', 'tint', 'arc'],
  vendor: 'fabric',
  wire: ['/vendor/fabric.js'],

  async create(scene, host) {
    const { view, area, text } = scene;
    const [
      { config, FabricImage, FabricText, Group, Path, StaticCanvas },
      photo,
      clip,
      mask,
      family,
    ] = await Promise.all([
      import('/vendor/fabric.js'),
      loadImage(view.photo),
      loadImage(scene.clip.asset),
      view.mask ? loadImage(view.mask) : undefined,
      loadFont(text.font),
    ]);
    // The default limit makes caches of a 2000 px view smaller than the view, and the picture with them.
    config.configure({ perfLimitSizeTotal: 4096 * 4096 });
    const element = newCanvas(view.width, view.height);
    host.append(element);
    const canvas = new StaticCanvas(element, {
      renderOnAddRemove: false,
      enableRetinaScaling: false,
    });
    const corner = { originX: 'left', originY: 'top' };
    const tinted = mask && tintLayer(mask, scene.initial.body);
    const parts = [new FabricImage(photo, { ...corner, left: 0, top: 0, objectCaching: false })];
    if (tinted) {
      const tint = { left: 0, top: 0, objectCaching: false, globalCompositeOperation: 'multiply' };
      parts.push(new FabricImage(tinted, { ...corner, ...tint }));
    }
    const ground = new Group(parts, { ...corner, left: 0, top: 0, objectCaching: true });
    const scale = view.width / area.width;
    const picture = new FabricImage(clip, {
      ...corner,
      left: scene.initial.x * scale,
      top: scene.clip.top * scale,
      scaleX: (scene.clip.width * scale) / clip.width,
      scaleY: (scene.clip.height * scale) / clip.height,
      objectCaching: false,
    });
    const line = new FabricText(scene.initial.name, {
      ...corner,
      // The box of a text begins with half of its stroke.
      left: (text.x - text.stroke / 2) * scale,
      top: (text.baseline - BASELINE * text.size - text.stroke / 2) * scale,
      fontFamily: family,
      fontWeight: text.weight,
      fontSize: text.size * scale,
      fill: text.color,
      stroke: text.strokeColor,
      strokeWidth: text.stroke * scale,
      strokeLineJoin: 'round',
      paintFirst: 'stroke',
      ...(text.circle ? onCircle(Path, text, scale) : {}),
      // A cache at a fraction of a pixel blurs the letters, and costs more than it saves here.
      objectCaching: false,
    });
    canvas.add(ground, picture, line);
    canvas.renderAll();
    return {
      canvas: element,
      update(patch) {
        if (patch.name !== undefined) line.set({ text: patch.name });
        if (patch.x !== undefined) picture.set({ left: patch.x * scale });
        if (patch.body !== undefined && mask && tinted) {
          tintLayer(mask, patch.body, tinted);
          ground.set({ dirty: true });
        }
        canvas.renderAll();
      },
    };
  },
};

/**
 * What puts a line on the upper half of its circle.
 *
 * @param {typeof import('fabric').Path} Path
 * @param {import('../types.js').Product['text']} text
 * @param {number} scale
 */
function onCircle(Path, text, scale) {
  const radius = (text.circle ?? 0) * scale;
  const left = text.x * scale - radius;
  const top = text.baseline * scale;
  const data = `M${left} ${top + radius}A${radius} ${radius} 0 0 1 ${left + 2 * radius} ${top + radius}`;
  const path = new Path(data, { visible: false });
  // The box of a text begins with half of its stroke.
  const edge = (text.stroke / 2) * scale;
  return { path, textAlign: 'center', left: left - edge, top: top - edge };
}
