/**
 * Canvas2D as an expert writes it: the tinted photo, the clipart and the line of text are cached, only the
 * rectangle that changes is drawn, colors and bends are loops over typed arrays. The pictures of the other
 * contenders are compared with this one's.
 */
import { bender } from '../page/bender.js';
import { circleExtent, drawText, dropShadow, styleText } from '../page/canvas2d.js';
import { context2d, loadFont, loadImage, newCanvas } from '../page/load.js';
import { tinter } from '../page/tinter.js';

/** @typedef {{ x: number, y: number, right: number, bottom: number }} Rect whole numbers */

/** @type {import('../types.js').Contender} */
export const contender = {
  id: 'canvas2d-tuned',
  title: 'Canvas2D, hand-tuned',
  can: ['flat', 'tint', 'bend', 'arc', 'shadow'],
  wire: [
    '/bench/contenders/canvas2d-tuned.js',
    '/bench/page/bender.js',
    '/bench/page/canvas2d.js',
    '/bench/page/load.js',
    '/bench/page/tinter.js',
  ],

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
    const visible = context2d(canvas, { alpha: false });

    if (!area.bend) {
      const scale = view.width / area.width;
      const ground = newCanvas(view.width, view.height);
      const tinted = mask && tinter(photo, mask);
      const onGround = context2d(ground, { alpha: false });
      onGround.drawImage(photo, 0, 0);
      let stale = false;
      const freshGround = () => {
        if (stale && tinted) onGround.putImageData(tinted.image, tinted.box.x, tinted.box.y);
        stale = false;
        return ground;
      };
      if (tinted) {
        tinted.recolor(scene.initial.body);
        stale = true;
      }
      const design = flatDesign(visible, scene, scale, freshGround, clip, family);
      return {
        canvas,
        update(patch) {
          if (patch.body && tinted) {
            tinted.recolor(patch.body);
            // Straight to what is seen; the cache waits until something is drawn on it.
            visible.putImageData(tinted.image, tinted.box.x, tinted.box.y);
            stale = true;
            design.drawArtwork(tinted.box);
          }
          design.update(patch);
        },
      };
    }

    const white = newCanvas(area.width, area.height);
    const flat = newCanvas(area.width, area.height);
    const paper = context2d(white, { alpha: false });
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, area.width, area.height);
    // Read back at each update: kept where the processor has it.
    const context = context2d(flat, { alpha: false, willReadFrequently: true });
    const design = flatDesign(context, scene, 1, () => white, clip, family);
    visible.drawImage(photo, 0, 0);
    const bend = bender(visible, context, scene);
    bend({ x: 0, y: 0, right: area.width, bottom: area.height });
    return {
      canvas,
      update(patch) {
        bend(design.update(patch));
      },
    };
  },
};

/**
 * Clipart and text over a ground, drawn again only where a change shows.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {import('../types.js').Scene} scene
 * @param {number} scale
 * @param {() => HTMLCanvasElement} ground
 * @param {HTMLImageElement} clip
 * @param {string} family
 */
function flatDesign(context, scene, scale, ground, clip, family) {
  const state = { ...scene.initial };
  const { size, x, baseline, stroke } = scene.text;
  const text = {
    ...scene.text,
    size: size * scale,
    x: x * scale,
    baseline: baseline * scale,
    stroke: stroke * scale,
    circle: scene.text.circle && scene.text.circle * scale,
  };
  const top = scene.clip.top * scale;
  const width = scene.clip.width * scale;
  const height = scene.clip.height * scale;
  const sprite = newCanvas(width, height);
  const spriteContext = context2d(sprite);
  spriteContext.imageSmoothingQuality = 'high';
  spriteContext.drawImage(clip, 0, 0, width, height);
  const { width: allWidth, height: allHeight } = context.canvas;
  const lineSprite = newCanvas(allWidth, allHeight);
  let lineRect = { x: 0, y: 0, right: 0, bottom: 0 };
  let lineInSprite = '';
  styleText(context, family, text);

  /** @param {Rect} rect */
  const drawGround = (rect) => {
    const [w, h] = [rect.right - rect.x, rect.bottom - rect.y];
    context.drawImage(ground(), rect.x, rect.y, w, h, rect.x, rect.y, w, h);
  };

  /** @param {Rect} rect */
  const drawClip = (rect) => {
    const left = state.x * scale;
    const part = intersect(rect, { x: left, y: top, right: left + width, bottom: top + height });
    const [partWidth, partHeight] = [part.right - part.x, part.bottom - part.y];
    if (partWidth <= 0 || partHeight <= 0) return;
    context.drawImage(
      sprite,
      part.x - left,
      part.y - top,
      partWidth,
      partHeight,
      part.x,
      part.y,
      partWidth,
      partHeight,
    );
  };

  /** @param {Rect} rect */
  const drawLineSprite = (rect) => {
    if (lineInSprite !== state.name) {
      const target = context2d(lineSprite);
      target.clearRect(0, 0, allWidth, allHeight);
      drawText(target, family, text, state.name);
      lineRect = text.circle
        ? circleExtent(context, text, state.name)
        : extent(context, text, state.name, 0);
      lineInSprite = state.name;
    }
    const part = intersect(rect, lineRect);
    const [w, h] = [part.right - part.x, part.bottom - part.y];
    if (w > 0 && h > 0) context.drawImage(lineSprite, part.x, part.y, w, h, part.x, part.y, w, h);
  };

  /** @param {Rect} rect */
  const drawArtwork = (rect) => {
    drawClip(rect);
    drawLineSprite(rect);
  };

  /**
   * @param {string} name
   * @returns {Rect}
   */
  const changeName = (name) => {
    const before = state.name;
    state.name = name;
    let same = 0;
    // In a line that starts at the left, letters before the first that changes stay where they are.
    if (text.align === 'left') {
      while (same < name.length && name[same] === before[same]) same++;
    }
    const rect = text.circle
      ? unite(circleExtent(context, text, before), circleExtent(context, text, name))
      : unite(extent(context, text, before, same), extent(context, text, name, same));
    context.save();
    context.beginPath();
    context.rect(rect.x, rect.y, rect.right - rect.x, rect.bottom - rect.y);
    context.clip();
    drawGround(rect);
    drawClip(rect);
    if (text.circle) {
      drawText(context, family, text, name);
      context.restore();
      return rect;
    }
    // The letter before the first that changes reaches into the rectangle; with a shadow, two may.
    const from = Math.max(0, same - (text.shadow ? 3 : 1));
    const start = from === 0 ? text.x : text.x + advance(context, name, from);
    if (text.shadow) {
      const apart = context2d(lineSprite);
      const own = {
        ...text,
        shadow: undefined,
        align: /** @type {const} */ (from === 0 ? text.align : 'left'),
        x: start,
      };
      const source = grow(rect, throws(text.shadow));
      const { x, y } = source;
      const [w, h] = [source.right - x, source.bottom - y];
      apart.clearRect(x, y, w, h);
      drawText(apart, family, own, name.slice(from));
      lineInSprite = '';
      dropShadow(context, text.shadow);
      context.drawImage(lineSprite, x, y, w, h, x, y, w, h);
      context.restore();
      return rect;
    }
    context.strokeText(name.slice(from), start, text.baseline);
    context.fillText(name.slice(from), start, text.baseline);
    context.restore();
    return rect;
  };

  /**
   * @param {number} next
   * @returns {Rect}
   */
  const changeX = (next) => {
    const [a, b] = [Math.min(state.x, next) * scale, Math.max(state.x, next) * scale];
    state.x = next;
    const rect = { x: a, y: top, right: b + width, bottom: top + height };
    drawGround(rect);
    drawArtwork(rect);
    return rect;
  };

  const all = { x: 0, y: 0, right: allWidth, bottom: allHeight };
  drawGround(all);
  drawArtwork(all);
  return {
    drawArtwork,
    /**
     * @param {import('../types.js').Patch} patch
     * @returns {Rect} what was drawn
     */
    update(patch) {
      let rect = { x: 0, y: 0, right: 0, bottom: 0 };
      if (patch.name !== undefined && patch.name !== state.name)
        rect = unite(rect, changeName(patch.name));
      if (patch.x !== undefined && patch.x !== state.x) rect = unite(rect, changeX(patch.x));
      return rect;
    },
  };
}

/**
 * How far beyond the letters a shadow shows, pixels.
 *
 * @param {import('../types.js').Product['text']['shadow']} shadow
 */
function throws(shadow) {
  return shadow ? Math.ceil(3 * shadow.sigma + Math.max(...shadow.offset)) : 0;
}

/**
 * @param {Rect} rect
 * @param {number} by
 * @returns {Rect}
 */
function grow(rect, by) {
  return { x: rect.x - by, y: rect.y - by, right: rect.right + by, bottom: rect.bottom + by };
}

/**
 * How far letter `index` of a line stands from the line's start, kerning included.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {string} line
 * @param {number} index
 */
function advance(context, line, index) {
  return (
    context.measureText(line.slice(0, index + 1)).width - context.measureText(line[index]).width
  );
}

/**
 * The whole pixels that a line covers, stroke included, from letter `from` on.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {import('../types.js').Product['text']} text
 * @param {string} line
 * @param {number} from
 * @returns {Rect}
 */
function extent(context, text, line, from) {
  const rest = context.measureText(line.slice(from));
  const start = from === 0 ? text.x : text.x + advance(context, line, from);
  const edge = text.stroke / 2 + 1 + throws(text.shadow);
  return {
    x: Math.floor(start - rest.actualBoundingBoxLeft - edge),
    y: Math.floor(text.baseline - rest.actualBoundingBoxAscent - edge),
    right: Math.ceil(start + rest.actualBoundingBoxRight + edge),
    bottom: Math.ceil(text.baseline + rest.actualBoundingBoxDescent + edge),
  };
}

/**
 * @param {Rect} a
 * @param {Rect} b
 * @returns {Rect}
 */
function intersect(a, b) {
  return {
    x: Math.max(a.x, b.x),
    y: Math.max(a.y, b.y),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/**
 * @param {Rect} a
 * @param {Rect} b
 * @returns {Rect}
 */
function unite(a, b) {
  if (a.right <= a.x) return b;
  if (b.right <= b.x) return a;
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
