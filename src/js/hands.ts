import { invalid } from './error.js';
import type { Engine } from './instance.js';
import { type AnyCanvas, layoutWidth } from './sizing.js';
import type { Place, View } from './state.js';

/** A point of the canvas, in CSS pixels from its content's top left corner. */
export interface Point {
  /** To the right. */
  readonly x: number;
  /** Down. */
  readonly y: number;
}

/** A line through points; where it is closed, the first is the last, too. */
export type Line = readonly Point[];

/** A layer under a finger. */
export interface Hit {
  /** Id of its area. */
  readonly area: string;
  /** Its id, or that of the nearest group around it with one. */
  readonly layer?: string;
  /** Id of the option that decides what it shows: of a text the first in it. */
  readonly option?: string;
  /** Id of the option that says where it is. */
  readonly place?: string;
}

/** A layer that is dragged, by one finger or two. */
export interface Drag {
  /** Where it was when the fingers came down. */
  readonly start: Place;
  /** Where they came down. */
  readonly from: Line;
  /** Where they are. */
  readonly to: Line;
  /** Whether it comes to rest at the middle of its area and at what its option names. @default true */
  readonly snap?: boolean;
}

/** A line at which a dragged layer came to rest. */
export interface Guide {
  /** Which way it does not go any more: `x` for an upright line. */
  readonly axis: 'x' | 'y';
  /** The line as it runs on the canvas. */
  readonly lines: readonly Line[];
}

/** Where a layer goes. */
export interface Dragged {
  /** Id of the option that places it. */
  readonly option: string;
  /** Its place now. */
  readonly place: Place;
  /** Lines at which it came to rest. */
  readonly guides: readonly Guide[];
}

/** How far in CSS pixels beside a text or a picture a tap still counts. */
const SLACK = 12;

type Pairs = readonly (readonly [number, number])[];

/** Between the pixels of a canvas' layout and those of a view's photo. */
export class Hands {
  readonly #canvas: AnyCanvas;

  constructor(canvas: AnyCanvas) {
    this.#canvas = canvas;
  }

  /** The topmost layer at a point. */
  hit(engine: Engine, view: View, { x, y }: Point): Hit | null {
    const scale = this.#scale(view);
    return engine.hit(view.id, x * scale, y * scale, SLACK * scale) as Hit | null;
  }

  /** The box around a layer. */
  outline(engine: Engine, view: View, name: string): readonly Line[] {
    return this.#lines(engine.outline(view.id, name), 1 / this.#scale(view));
  }

  /** Where fingers drag a layer. */
  drag(engine: Engine, view: View, name: string, drag: Drag): Dragged | null {
    const scale = this.#scale(view);
    const flat = (line: Line) =>
      new Float64Array(line.flatMap(({ x, y }) => [x * scale, y * scale]));
    const { from, to, snap = true } = drag;
    const start = numbers(drag.start);
    const went = engine.drag(view.id, name, start, flat(from), flat(to), snap) as {
      option: string;
      place: Numbers;
      guides: { axis: 'x' | 'y'; lines: unknown }[];
    } | null;
    if (!went) return null;
    const guides = went.guides.map(({ axis, lines }) => ({
      axis,
      lines: this.#lines(lines, 1 / scale),
    }));
    return { option: went.option, place: toPlace(went.place), guides };
  }

  /** The place that is nearest to what is asked for, and its option. */
  placed(engine: Engine, name: string, wanted: Partial<Place>): [string, Place] | null {
    const placed = engine.placed(name, numbers(wanted)) as [string, Numbers] | null;
    return placed && [placed[0], toPlace(placed[1])];
  }

  #lines(lines: unknown, scale: number): readonly Line[] {
    return (lines as Pairs[]).map((line) => line.map(([x, y]) => ({ x: x * scale, y: y * scale })));
  }

  /** Pixels of the photo per CSS pixel; of a canvas without a layout, per pixel of its own. */
  #scale(view: View): number {
    return view.width / (layoutWidth(this.#canvas) || this.#canvas.width || 1);
  }
}

type Numbers = readonly [number, number, number, number];

function numbers({ x, y, scale, rotate }: Partial<Place>): Float64Array {
  return new Float64Array([x, y, scale, rotate].map((number) => number ?? Number.NaN));
}

function toPlace([x, y, scale, rotate]: Numbers): Place {
  return { x, y, scale, rotate };
}

/** Checks where a program wants a layer. */
export function checkMove(wanted: unknown): Partial<Place> {
  if (typeof wanted !== 'object' || wanted === null) throw noMove(wanted);
  for (const [key, number] of Object.entries(wanted)) {
    const known = ['x', 'y', 'scale', 'rotate'].includes(key);
    if (!known || (number !== undefined && !Number.isFinite(number))) throw noMove(wanted);
  }
  return wanted;
}

function noMove(wanted: unknown) {
  return invalid('place', wanted, 'some of { x, y, scale, rotate } as finite numbers');
}
