import type { Hit } from '../hands.js';
import type { Preview } from '../preview.js';
import type { Place } from '../state.js';
import type { Overlay } from './overlay.js';

const HOME: Place = { x: 0, y: 0, scale: 1, rotate: 0 };

/** The layer that keys and wheel act on, with the ring around it. */
export class Target {
  readonly #preview: Preview;
  readonly #overlay: Overlay;
  #hit: Hit | null = null;

  constructor(preview: Preview, overlay: Overlay) {
    this.#preview = preview;
    this.#overlay = overlay;
  }

  /** The layer, if there is one. */
  get hit(): Hit | null {
    return this.#hit;
  }

  /** Takes another layer, or none. */
  take(hit: Hit | null): void {
    const said = hit && !this.is(hit) ? this.#label(hit) : undefined;
    this.#hit = hit;
    if (!hit) this.#overlay.guides([]);
    if (said !== undefined) this.#overlay.say(said);
    this.draw();
  }

  /** Whether it is that layer. */
  is(hit: Hit): boolean {
    const own = this.#hit;
    return own !== null && named(own) === named(hit) && own.option === hit.option;
  }

  /** Draws the ring where the layer is now. */
  draw(): void {
    this.#overlay.ring(this.#hit ? this.#outline(this.#hit) : []);
  }

  /** Where the layer is. */
  place({ place }: Hit): Place {
    const value = place === undefined ? undefined : this.#preview.selection[place];
    return { ...HOME, ...(value as Partial<Place> | undefined) };
  }

  /** Moves the layer by so much; whether it is one that moves. */
  nudge({ x = 0, y = 0, scale = 1, rotate = 0 }: Partial<Place>): boolean {
    const hit = this.#hit;
    if (hit?.place === undefined) return false;
    const now = this.place(hit);
    this.#preview.move(named(hit), {
      x: now.x + x,
      y: now.y + y,
      scale: now.scale * scale,
      rotate: now.rotate + rotate,
    });
    return true;
  }

  #outline(hit: Hit) {
    const known = this.#preview.layers.some((layer) => named(layer) === named(hit));
    return known ? this.#preview.outline(named(hit)) : [];
  }

  #label({ option, place }: Hit): string {
    const id = option ?? place;
    return this.#preview.options.find((state) => state.id === id)?.label ?? '';
  }
}

/** The name by which a layer is moved and outlined. */
export function named({ layer, place, option }: Hit): string {
  return layer ?? place ?? option ?? '';
}
