let down = false;
let waiting: (() => void)[] | undefined;

/**
 * Does something that may move the page, but not while the mouse is pressed: what a press takes the focus to would
 * move from under the pointer, and the click be lost.
 */
export function afterPress(work: () => void): void {
  if (!down) work();
  else waiting?.push(work);
}

/** Begins to follow the mouse; once is enough. */
export function followPress(): void {
  if (waiting) return;
  waiting = [];
  addEventListener(
    'mousedown',
    () => {
      down = true;
    },
    true,
  );
  addEventListener(
    'mouseup',
    () => {
      down = false;
      // After the click.
      setTimeout(() => {
        for (const work of waiting?.splice(0) ?? []) work();
      });
    },
    true,
  );
}
