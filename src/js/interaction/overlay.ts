import type { Guide, Line, Point } from '../hands.js';

const SVG = 'http://www.w3.org/2000/svg';

/** The box of a canvas' content on the page, in CSS pixels, and how much larger it is shown than laid out. */
interface Content {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** What is drawn over a canvas: a ring around a layer and the lines it rests at. Not on its own pixels. */
export class Overlay {
  readonly #canvas: HTMLCanvasElement;
  readonly #svg: SVGSVGElement = svg('svg', { 'aria-hidden': 'true' });
  readonly #ring: SVGGElement = svg('g', { fill: 'none', 'stroke-linejoin': 'round' });
  readonly #guides: SVGGElement = svg('g', { fill: 'none' });
  readonly #spoken: HTMLElement = document.createElement('span');
  readonly #observer: ResizeObserver;
  /** Where it was put last, against where it would be. */
  #at = { left: 0, top: 0 };

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#svg.append(this.#guides, this.#ring);
    Object.assign(this.#svg.style, {
      position: 'absolute',
      left: '0',
      top: '0',
      margin: '0',
      pointerEvents: 'none',
      overflow: 'hidden',
      display: 'none',
    });
    this.#spoken.setAttribute('role', 'status');
    Object.assign(this.#spoken.style, {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    });
    canvas.after(this.#svg, this.#spoken);
    this.#observer = new ResizeObserver(() => this.#align());
    this.#observer.observe(canvas);
  }

  /** Draws a ring; none for no lines. */
  ring(lines: readonly Line[]): void {
    const seen = lines.length > 0;
    const below = lines.map((line) => stroke(line, '4', 'var(--liveproof-ring-edge, #fff)'));
    const above = lines.map((line) => stroke(line, '2', 'var(--liveproof-ring, #2456d6)'));
    this.#ring.replaceChildren(...below, ...above);
    if (seen) this.#show();
    else this.#hide();
  }

  /** Draws the lines that a layer rests at. */
  guides(guides: readonly Guide[]): void {
    const color = 'var(--liveproof-guide, #d6246e)';
    const lines = guides.flatMap((guide) => guide.lines.map((line) => stroke(line, '1', color)));
    this.#guides.replaceChildren(...lines);
  }

  /** Lets screen readers read something out. */
  say(words: string): void {
    if (this.#spoken.textContent !== words) this.#spoken.textContent = words;
  }

  /** A place on the page as a point of the canvas. */
  point({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    const { left, top, scale } = content(this.#canvas);
    return { x: (clientX - left) / scale, y: (clientY - top) / scale };
  }

  /** Takes it off the page. */
  remove(): void {
    this.#observer.disconnect();
    this.#svg.remove();
    this.#spoken.remove();
  }

  #show(): void {
    if (this.#svg.style.display === '') return;
    this.#svg.style.display = '';
    this.#align();
  }

  #hide(): void {
    this.#svg.style.display = 'none';
  }

  /** Lays it over the canvas, whatever it is positioned against. */
  #align(): void {
    if (this.#svg.style.display !== '') return;
    const { left, top, width, height, scale } = content(this.#canvas);
    const now = this.#svg.getBoundingClientRect();
    this.#at.left += (left - now.left) / scale;
    this.#at.top += (top - now.top) / scale;
    Object.assign(this.#svg.style, {
      left: `${this.#at.left}px`,
      top: `${this.#at.top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
  }
}

function content(canvas: HTMLCanvasElement): Content {
  const box = canvas.getBoundingClientRect();
  const style = getComputedStyle(canvas);
  const side = (name: 'Left' | 'Top' | 'Right' | 'Bottom') =>
    Number.parseFloat(style[`padding${name}`]) || 0;
  const scale = box.width / canvas.offsetWidth || 1;
  const left = canvas.clientLeft + side('Left');
  const top = canvas.clientTop + side('Top');
  return {
    left: box.left + left * scale,
    top: box.top + top * scale,
    width: canvas.clientWidth - side('Left') - side('Right'),
    height: canvas.clientHeight - side('Top') - side('Bottom'),
    scale,
  };
}

function stroke(line: Line, width: string, color: string): SVGElement {
  const points = line.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const polyline = svg('polyline', { points, 'stroke-width': width });
  // Custom properties work in styles alone.
  polyline.style.stroke = color;
  return polyline;
}

function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, string>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
