/** One control for each kind of option. */
import type { MakeControl } from '../control.js';
import { radios, select } from './choices.js';
import { color } from './color.js';
import { gallery } from './gallery.js';
import { MANY, multi } from './multi.js';
import { names } from './names.js';
import { number } from './number.js';
import { photo } from './photo.js';
import { place } from './place.js';
import { text } from './text.js';
import { toggle } from './toggle.js';

const pictures: MakeControl = (option, context) =>
  (option.choices?.length ?? 0) > MANY || option.categories?.length
    ? gallery(option, context)
    : radios(option, 'swatch', context);

const choice: MakeControl = (option, context) => {
  if (option.control === 'select') return select(option, context);
  if (option.control === 'swatches') return pictures(option, context);
  return radios(option, option.control === 'radio' ? 'radio' : 'button', context);
};

const font: MakeControl = (option, context) => radios(option, 'font', context);

/** Maker of the control by kind of option; a kind without one is not in the form. */
export const CONTROLS: Readonly<Record<string, MakeControl>> = {
  ...{ choice, color, font, image: pictures, multi },
  ...{ names, number, photo, place, text, toggle },
};
