/** Handles over the photo: buttons that a pointer drags and arrow keys move. */
import { el } from '../dom.js';

/** How near the finger must come to a handle, in CSS pixels. */
const REACH = 36;

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param container The element over the photo.
 * @param size Gives width and height of the photo in pixels.
 * @param move Is called with a handle's id and where it goes.
 * @returns What shows a list of handles `{ id, label, at, minor }`.
 */
export function handleLayer(container, size, move) {
  let shown = [];
  let drag;

  /** Pixels of the photo per CSS pixel. */
  const scale = () => size()[0] / container.clientWidth;

  function onScreen(event) {
    const box = container.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  // Handles may overlap: the nearest is meant, not the topmost.
  container.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const [x, y] = onScreen(event);
    const far = ({ at }) => Math.hypot(at[0] / scale() - x, at[1] / scale() - y);
    const nearest = shown.reduce((a, b) => (far(b) < far(a) ? b : a), shown[0]);
    if (!nearest || far(nearest) > REACH) return;
    event.preventDefault();
    drag = { id: nearest.id, offset: [nearest.at[0] - x * scale(), nearest.at[1] - y * scale()] };
    container.setPointerCapture(event.pointerId);
    button(nearest.id).focus({ preventScroll: true });
  });
  container.addEventListener('pointermove', (event) => {
    if (!drag) return;
    const [x, y] = onScreen(event);
    move(drag.id, kept([x * scale() + drag.offset[0], y * scale() + drag.offset[1]]));
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'])
    container.addEventListener(end, () => {
      drag = undefined;
    });

  container.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    const handle = shown.find(({ id }) => id === event.target.dataset?.handle);
    if (!step || !handle || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const pixels = event.shiftKey ? 10 : 1;
    move(handle.id, kept([handle.at[0] + step[0] * pixels, handle.at[1] + step[1] * pixels]));
  });

  /** Handles may leave the photo, but not for good. */
  const kept = (at) => at.map((v, k) => Math.min(Math.max(v, -0.5 * size()[k]), 1.5 * size()[k]));

  const button = (id) => container.querySelector(`[data-handle="${id}"]`);

  return function show(handles) {
    const [width, height] = size();
    if (shown.map(({ id }) => id).join() !== handles.map(({ id }) => id).join()) {
      container.replaceChildren(
        ...handles.map(({ id, minor }) => {
          const handle = el('button', {
            type: 'button',
            className: minor ? 'handle minor' : 'handle',
          });
          handle.dataset.handle = id;
          return handle;
        }),
      );
    }
    shown = handles;
    for (const { id, label, at } of handles) {
      const handle = button(id);
      handle.style.left = `${(at[0] / width) * 100}%`;
      handle.style.top = `${(at[1] / height) * 100}%`;
      handle.setAttribute('aria-label', `${label}: ${Math.round(at[0])}, ${Math.round(at[1])}`);
    }
  };
}
