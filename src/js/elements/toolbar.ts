import type { FormContext } from './control.js';
import { attribute, button, el } from './dom.js';

/** A row of buttons above the form, and how it is brought in step. */
export interface Bar {
  readonly root: HTMLElement;
  update(): void;
}

/**
 * Undo, redo, start over. They are told to be of no use instead of disabled: a disabled button would lose the
 * keyboard's focus.
 */
export function toolbar({ preview, messages, attempt }: FormContext): Bar {
  const tool = (name: 'undo' | 'redo', can: 'canUndo' | 'canRedo', sign: string) => {
    const node = button(`tool ${name}`, messages[name], () => preview[name](), sign);
    return { node, update: () => attribute(node, 'aria-disabled', !preview[can]) };
  };
  const tools = [tool('undo', 'canUndo', '↶'), tool('redo', 'canRedo', '↷')];
  const reset = button('tool reset', messages.reset, () => attempt('', () => preview.reset()));
  return {
    root: el('div', 'toolbar', { role: 'group' }, ...tools.map(({ node }) => node), reset),
    update() {
      for (const { update } of tools) update();
    },
  };
}

/** The template's presets: each sets many options at once. */
export function presets({ preview, messages, attempt, assetUrl }: FormContext): Bar {
  const buttons = preview.presets.map(({ id, label, image }) => {
    const src = assetUrl(image);
    const node = button('preset', label, () => attempt('', () => preview.apply(id)));
    if (src) node.prepend(el('img', 'image', { src, alt: '', loading: 'lazy' }));
    return node;
  });
  return {
    root: el(
      'div',
      'presets',
      { role: 'group', 'aria-label': messages.presets, hidden: !buttons.length },
      ...buttons,
    ),
    update() {
      preview.presets.forEach(({ enabled }, at) => {
        const button = buttons[at];
        if (button) button.disabled = !enabled;
      });
    },
  };
}
