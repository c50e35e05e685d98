/** What is chosen about the preview as a whole: which photograph is shown, and in which language. */
import { byId, el } from '../dom.js';

/** A row of buttons for the views; returns what brings it in step with those that there are. */
export function viewButtons(preview, chosen = () => {}) {
  const box = byId('views');
  let shown = '';
  const show = () => {
    const { views, view } = preview;
    const now = JSON.stringify(views);
    if (now !== shown) {
      shown = now;
      box.hidden = views.length < 2;
      box.replaceChildren(box.querySelector('legend'), ...views.map(button));
    }
    for (const input of box.querySelectorAll('input')) input.checked = input.value === view;
  };
  const button = ({ id, label }) => {
    const input = el('input', { type: 'radio', className: 'unseen', name: 'view', value: id });
    input.addEventListener('change', () => {
      preview.view = id;
      chosen(id);
    });
    return el('label', {}, input, el('span', {}, label));
  };
  show();
  return show;
}

/** Shows a view in which the option that gets the focus is seen, where the one that is shown has it not. */
export function followOption(preview, picker, changed) {
  const seen = (option) =>
    preview.layers.some((layer) => layer.option === option || layer.place === option);
  picker.addEventListener('optionfocus', ({ detail: { option } }) => {
    if (seen(option)) return;
    const { view } = preview;
    // It is painted on the next frame: till then any may be asked.
    const other = preview.views.find(({ id }) => {
      preview.view = id;
      return seen(option);
    });
    if (other) changed();
    else preview.view = view;
  });
}

/** The list of languages, if there are several; `choose` is called with the one that is chosen. */
export function languageList(preview, choose) {
  const select = byId('locale');
  const { locales, locale } = preview;
  byId('language').hidden = locales.length < 2;
  select.replaceChildren(
    ...locales.map((tag) => el('option', { value: tag, lang: tag }, nameOf(tag))),
  );
  select.value = locales.findLast((tag) => `${locale}-`.startsWith(`${tag}-`)) ?? locales[0];
  select.onchange = () => choose(select.value);
}

/** A language in its own words. */
function nameOf(tag) {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag);
  } catch {
    return tag;
  }
}
