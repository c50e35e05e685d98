/** How a design reads in the cart: label and value of each option that decides something. */

/** @param {object} preview @param {string} yes what stands for a switch that is on */
export const readOut = (preview, yes) =>
  preview.options
    .filter(({ kind, visible, hidden }) => visible && !hidden && kind !== 'place')
    .map((option) => [option.label, told(option, yes)])
    .filter(([, value]) => value);

function told({ kind, value, choices = [], unit }, yes) {
  const label = (id) => choices.find((choice) => choice.id === id)?.label ?? id;
  if (kind === 'toggle') return value && yes;
  if (kind === 'number') return unit ? `${value} ${unit}` : String(value);
  return [value].flat().filter(Boolean).map(label).join(', ');
}
