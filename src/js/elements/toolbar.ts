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
    const node = button(
      `tool ${name}`,
      messages[name],
      () => preview[can] !== false && attempt('', () => preview[name]?.()),
      sign,
    );
    return preview[name] ? [{ can, node }] : [];
  };
  const buttons = [...tool('undo', 'canUndo', '↶'), ...tool('redo', 'canRedo', '↷')];
  const reset = button('tool reset', messages.reset, () =>
    attempt('', () => (preview.reset ? preview.reset() : preview.restore({}))),
  );
  return {
    root: el('div', 'toolbar', { role: 'group' }, ...buttons.map(({ node }) => node), reset),
    update() {
      for (const { can, node } of buttons) attribute(node, 'aria-disabled', preview[can] === false);
    },
  };
}

/** The template's presets: each sets many options at once. */
export function presets({ preview, messages, attempt, assetUrl }: FormContext): Bar {
  const buttons = (preview.presets ?? []).map(({ id, label, image }) => {
    const src = assetUrl(image);
    const node = button('preset', label, () => attempt('', () => preview.apply?.(id)));
    if (src) node.prepend(el('img', 'image', { src, alt: '', loading: 'lazy' }));
    return { id, node };
  });
  return {
    root: el(
      'div',
      'presets',
      { role: 'group', 'aria-label': messages.presets, hidden: !buttons.length },
      ...buttons.map(({ node }) => node),
    ),
    update() {
      const now = preview.presets ?? [];
      for (const { id, node } of buttons)
        node.disabled = now.find((preset) => preset.id === id)?.enabled === false;
    },
  };
}
