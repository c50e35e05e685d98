import type { Hit } from '../hands.js';
import type { Preview } from '../preview.js';
import type { Place } from '../state.js';
import type { Target } from './target.js';

/** Shift in millimeters of an arrow key, and with the shift key. */
const STEP = [1, 10] as const;

/** Factor of a key that scales, and degrees of one that turns. */
const GROW = 1.05;
const TURN = 5;

/**
 * Keys on a canvas: Tab walks its layers, arrows move one, `+` and `-` scale it, `[` and `]` turn it, Enter
 * asks for its option, Escape leaves it.
 */
export function listenToKeys(
  preview: Preview,
  canvas: HTMLCanvasElement,
  target: Target,
  report: { readonly chosen: (hit: Hit) => void; readonly moved: () => void },
  signal: AbortSignal,
): void {
  let moved = false;
  canvas.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const taken = () => {
        const by = nudge(event);
        if (by) {
          const moves = target.nudge(by);
          moved ||= moves;
          return moves;
        }
        if (event.key === 'Tab') return walk(preview, target, event.shiftKey);
        if (!target.hit) return false;
        if (event.key === 'Enter') report.chosen(target.hit);
        else if (event.key === 'Escape') target.take(null);
        else return false;
        return true;
      };
      if (taken()) event.preventDefault();
    },
    { signal },
  );
  const done = () => {
    if (moved) report.moved();
    moved = false;
  };
  canvas.addEventListener('keyup', done, { signal });
  canvas.addEventListener(
    'blur',
    () => {
      done();
      target.take(null);
    },
    { signal },
  );
}

function nudge({ key, shiftKey }: KeyboardEvent): Partial<Place> | undefined {
  const step = STEP[shiftKey ? 1 : 0];
  switch (key) {
    case 'ArrowLeft':
      return { x: -step };
    case 'ArrowRight':
      return { x: step };
    case 'ArrowUp':
      return { y: -step };
    case 'ArrowDown':
      return { y: step };
    case '+':
    case '=':
      return { scale: GROW };
    case '-':
    case '_':
      return { scale: 1 / GROW };
    case '[':
    case '{':
      return { rotate: -TURN };
    case ']':
    case '}':
      return { rotate: TURN };
    default:
      return undefined;
  }
}

/** To the next layer or the one before; whether there is one. After the last the focus goes on. */
function walk(preview: Preview, target: Target, back: boolean): boolean {
  const { layers } = preview;
  const at = layers.findIndex((layer) => target.is(layer));
  const next = at < 0 ? (back ? layers.length - 1 : 0) : at + (back ? -1 : 1);
  const layer = layers[next];
  target.take(layer ?? null);
  return layer !== undefined;
}
