/**
 * One field per kind of option. Each maker takes an option, `change(value)` to report what the
 * shopper chose, and what the shop knows of images and fonts; it gives the control and `show(option)`
 * that brings it in step with the option's state.
 */
import { formatPrice } from './catalog.js';
import { el } from './dom.js';
import { count, cut } from './graphemes.js';

function text(option, change) {
  const counter = el('span', { className: 'counter', 'aria-hidden': 'true' });
  const { multiline, maxLines } = option;
  const input = el(multiline ? 'textarea' : 'input', {
    ...(multiline ? { rows: Math.min(maxLines, 6) } : { type: 'text', enterKeyHint: 'done' }),
    id: `option-${option.id}`,
    autocomplete: 'off',
    spellcheck: false,
    required: option.required,
    placeholder: option.prompt,
  });
  const limit = option.maxLength ?? Infinity;
  const limits = [
    Number.isFinite(limit) ? `${limit} characters` : null,
    multiline ? `${maxLines} lines` : null,
  ].filter(Boolean);
  // The counter changes at every key: it is read out once, as a limit.
  const told = limits.length
    ? el('span', { className: 'unseen', id: `limit-${option.id}` }, `At most ${limits.join(', ')}.`)
    : null;
  const read = () => {
    const kept = cut(input.value, limit);
    if (kept !== input.value) {
      const caret = input.selectionStart;
      input.value = kept;
      input.setSelectionRange(caret, caret);
    }
    change(kept);
  };
  // While an input method composes, the field holds more than what will stay: hands off until it is done.
  let composing = false;
  input.addEventListener('compositionstart', () => (composing = true));
  input.addEventListener('compositionend', () => {
    composing = false;
    read();
  });
  input.addEventListener('input', () => composing || read());
  return {
    control: el('div', { className: 'text' }, input, told && counter, told),
    focus: input,
    about: told?.id,
    show({ value, lines }) {
      // A text area turns the breaks of other systems into its own.
      const shown = multiline ? value.replace(/\r\n?/g, '\n') : value;
      if (!composing && input.value !== shown) input.value = shown;
      const length = count(input.value);
      const counts = [
        Number.isFinite(limit) ? `${length} / ${limit}` : null,
        multiline ? `${lines} / ${maxLines} lines` : null,
      ];
      counter.textContent = counts.filter(Boolean).join(' · ');
      counter.classList.toggle('full', length >= limit || lines > maxLines);
    },
  };
}

/** Radio buttons that look like what they choose; the browser moves between them with the arrow keys. */
function radios(option, change, className, face) {
  const inputs = (option.choices ?? []).map((choice) => {
    const input = el('input', {
      type: 'radio',
      className: 'unseen',
      name: `option-${option.id}`,
      value: choice.id,
    });
    input.addEventListener('change', () => change(choice.id));
    return [input, el('label', { className: 'pick', title: tooltip(choice) }, input, face(choice))];
  });
  const group = el('div', { className: `picks ${className}` }, ...inputs.map(([, label]) => label));
  return {
    control: group,
    get focus() {
      return inputs.find(([input]) => input.checked)?.[0] ?? inputs[0]?.[0] ?? group;
    },
    show({ value }) {
      for (const [input] of inputs) input.checked = input.value === value;
    },
  };
}

const tooltip = ({ label, price }) => (price ? `${label} (+${formatPrice(price)})` : label);

function color(option, change) {
  const field = radios(option, change, 'swatches', (choice) => {
    const face = el('span', { className: 'swatch' });
    face.style.setProperty('--color', choice.color);
    return el('span', {}, face, el('span', { className: 'unseen' }, tooltip(choice)));
  });
  if (!option.custom) return field;

  const input = el('input', { type: 'color', 'aria-label': `${option.label}: any color` });
  const wrap = el('span', { className: 'pick custom', title: 'Any color' }, input);
  input.addEventListener('input', () => change(input.value));
  field.control.append(wrap);
  return {
    ...field,
    show(state) {
      field.show(state);
      const choice = state.choices.find(({ id }) => id === state.value);
      wrap.classList.toggle('chosen', !choice);
      input.value = (choice?.color ?? state.value).slice(0, 7);
      wrap.style.setProperty('--color', input.value);
    },
  };
}

function image(option, change, { imageUrl }) {
  return radios(option, change, 'thumbs', (choice) => {
    const url = choice.image && imageUrl(choice.image);
    return el(
      'span',
      { className: 'thumb' },
      url
        ? el('img', { src: url, alt: '', width: 40, height: 40, draggable: false })
        : el('span', { className: 'nothing', 'aria-hidden': 'true' }),
      el('span', { className: 'unseen' }, tooltip(choice)),
    );
  });
}

function choice(option, change, { fontFamily }) {
  return radios(option, change, 'pills', (item) => {
    const face = el('span', { className: 'pill' }, item.label);
    const family = fontFamily(option.id, item.id);
    if (family) {
      face.classList.add('lettering');
      face.style.fontFamily = `"${family}"`;
    }
    return face;
  });
}

function toggle(option, change) {
  const input = el('input', { type: 'checkbox', role: 'switch', id: `option-${option.id}` });
  input.addEventListener('change', () => change(input.checked));
  return {
    control: input,
    focus: input,
    show({ value }) {
      input.checked = value;
    },
  };
}

function number(option, change) {
  const limits = { min: option.min, max: option.max, step: option.step ?? 'any' };
  const range = el('input', { type: 'range', id: `option-${option.id}`, ...limits });
  const box = el('input', {
    type: 'number',
    'aria-label': `${option.label} in ${option.unit ?? 'numbers'}`,
    inputMode: 'decimal',
    ...limits,
  });
  range.addEventListener('input', () => change(range.valueAsNumber));
  // A number that is still being typed may be out of range or off the steps: it waits.
  box.addEventListener(
    'input',
    () => box.value !== '' && box.validity.valid && change(box.valueAsNumber),
  );
  box.addEventListener('change', () => {
    range.value = box.value;
    change(range.valueAsNumber);
    box.value = range.value;
  });
  return {
    control: el(
      'div',
      { className: 'number' },
      range,
      box,
      option.unit ? el('span', { className: 'unit' }, option.unit) : null,
    ),
    focus: range,
    show({ value }) {
      range.value = value;
      if (document.activeElement !== box || box.valueAsNumber !== value) box.value = value;
      const { min, max } = option;
      range.style.setProperty('--part', max > min ? (value - min) / (max - min) : 0);
    },
  };
}

export const makers = { text, color, image, choice, toggle, number };
