// The words of the bench, for the JSDoc of its files. Nothing here exists at run time.

/** What changes in an update; a key that is absent stays as it is. */
export interface Patch {
  /** The line of text. */
  name?: string;
  /** Left edge of the clipart in the design's units. */
  x?: number;
  /** Color of the tinted part, `#rrggbb`. */
  body?: string;
}

/** A cylinder seen by a camera, in the words of the template format. */
export interface Cylinder {
  radiusTop: number;
  radiusBottom: number;
  height: number;
  /** Degrees. */
  span: number;
  projection: [number[], number[], number[]];
}

/** A product and its design: what every contender draws. */
export interface Product {
  /** The picture's size in pixels; `mask` is there when a part is tinted. */
  view: { width: number; height: number; photo: string; mask?: string };
  /** The design's size in its own units; `bend` is there when it does not lie flat over the view. */
  area: { width: number; height: number; bend?: Cylinder };
  /** The clipart's top and size (its left edge is `x` of the state). */
  clip: { asset: string; top: number; width: number; height: number };
  /** The line of text, stroke under fill, round joins; below them the shadow of both, where there is one. */
  text: {
    font: string;
    weight: 'normal' | 'bold';
    size: number;
    /** Left edge, or middle, as `align` says. */
    x: number;
    baseline: number;
    align: 'left' | 'center';
    /** Radius of a circle that the line runs along on its outside, its top at `x` and `baseline`. */
    circle?: number;
    color: string;
    stroke: number;
    strokeColor: string;
    /** `offset` to the right and down; `sigma` is the standard deviation of the blur. */
    shadow?: { color: string; offset: [number, number]; sigma: number };
  };
  /** The state before the first update. */
  initial: Required<Patch>;
  /** Rectangle of the view, `[x, y, width, height]`, that holds all artwork: compared by itself. */
  focus: [number, number, number, number];
}

export interface Scene extends Product {
  /** As in the table, and in lower case with `×` as `x` the name of the file. */
  id: string;
  title: string;
  /** What is timed: updates of a drawing, or the way from navigation to the first picture. */
  method: 'update' | 'cold';
  /** What a contender has to be able to draw. */
  needs: Feature[];
  /** The change of update `i`; says all that differs from any other update, so that updates can be skipped. */
  step(i: number): Patch;
  /** Milliseconds allowed to Liveproof. */
  budget?: { p50: number; p95?: number };
}

export type Feature = 'flat' | 'tint' | 'bend' | 'arc' | 'shadow';

/** A contender's drawing of one scene. */
export interface Drawing {
  /** The canvas that updates change: one of its pixels is read back inside the clock. */
  canvas: HTMLCanvasElement;
  /** Applies a change and paints it, or asks for it to be painted so that a read-back waits for it. */
  update(patch: Patch): void;
  /** The whole picture on one canvas, where that is not `canvas`. */
  picture?(): HTMLCanvasElement;
}

export interface Contender {
  /** The name of its file. */
  id: string;
  title: string;
  can: Feature[];
  /** Name of a file in `vendor/` that is bundled to `/vendor/<name>.js` before the run. */
  vendor?: string;
  /** Prefixes of the URLs of its library, for the bytes over the wire. */
  wire: string[];
  /** URL without which it cannot run, so that the run can say so beforehand. */
  requires?: string;
  /** Builds the scene in the page; resolves when the first complete picture is drawn. */
  create(scene: Scene, host: HTMLElement): Promise<Drawing>;
}
