/**
 * The form, built from a preview's options. Nothing here knows the product: an option's kind decides
 * its control, its state decides what is shown.
 */
import { formatPrice } from './catalog.js';
import { el } from './dom.js';
import { makers } from './fields.js';

/** Kinds whose control is several controls: they get a fieldset and a legend. */
const GROUPS = new Set(['color', 'image', 'choice']);

export function buildForm(container, preview, { change, imageUrl, fontFamily }) {
  const fields = new Map();
  for (const option of preview.options) {
    const make = makers[option.kind];
    if (make)
      fields.set(
        option.id,
        frame(
          option,
          make(option, (value) => change(option.id, value), { imageUrl, fontFamily }),
        ),
      );
  }
  container.replaceChildren(...[...fields.values()].map(({ root }) => root));

  const show = () => {
    for (const option of preview.options) fields.get(option.id)?.show(option);
  };
  show();
  return {
    show,
    /** Says an error at the option it is about. */
    fail(id, message) {
      fields.get(id)?.fail(message);
    },
    /** Puts the focus on an option. */
    focus(id) {
      fields.get(id)?.focus();
    },
    /** Puts the focus on the first option with an error; tells whether there is one. */
    focusError() {
      const option = preview.options.find(
        ({ visible, issues }) => visible && issues.some(({ severity }) => severity === 'error'),
      );
      fields.get(option?.id)?.focus();
      return Boolean(option);
    },
  };
}

/** The label, help and issues around a control. */
function frame(option, field) {
  const group = GROUPS.has(option.kind);
  const ids = { help: `help-${option.id}`, issues: `issues-${option.id}` };
  const current = el('span', { className: 'current' });
  const mark = option.required
    ? el('span', { className: 'required', title: 'required', 'aria-hidden': 'true' }, ' *')
    : null;
  const cost = el('span', { className: 'cost' });
  const label = group
    ? el('legend', {}, option.label, mark, current, cost)
    : el('label', { htmlFor: `option-${option.id}` }, el('span', {}, option.label, mark), cost);
  const help = option.help ? el('p', { className: 'help', id: ids.help }, option.help) : null;
  const issues = el('div', { className: 'issues', id: ids.issues, 'aria-live': 'polite' });
  const root = el(
    group ? 'fieldset' : 'div',
    { className: `field ${option.kind}-field`, 'data-option': option.id },
    label,
    field.control,
    help,
    issues,
  );

  const described = [field.about, help && ids.help, ids.issues].filter(Boolean).join(' ');
  (group ? root : field.focus).setAttribute('aria-describedby', described);

  const say = (list) => {
    const text = list.map(({ message }) => message).join('\n');
    if (issues.textContent !== text) {
      issues.replaceChildren(
        ...list.map(({ severity, message }) => el('p', { className: severity }, message)),
      );
    }
    const wrong = list.some(({ severity }) => severity === 'error');
    root.classList.toggle('wrong', wrong);
    if (!group) field.focus.setAttribute('aria-invalid', wrong);
  };

  return {
    root,
    show(state) {
      root.hidden = !state.visible;
      field.control.inert = !state.enabled;
      field.show(state);
      const chosen = state.choices?.find(({ id }) => id === state.value);
      if (group && option.kind !== 'choice') current.textContent = chosen?.label ?? state.value;
      const price = option.kind === 'toggle' ? state.price : (chosen?.price ?? 0);
      cost.textContent = price ? `+${formatPrice(price)}` : '';
      say(state.issues);
    },
    fail: (message) => say([{ severity: 'error', message }]),
    focus() {
      field.focus.focus();
      root.scrollIntoView({ block: 'center' });
    },
  };
}
