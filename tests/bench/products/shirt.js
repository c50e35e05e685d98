/**
 * A shirt photo, tinted through an alpha mask, with a clipart and a line of ten letters on it.
 *
 * @param {1 | 2} scale view pixels per unit of the design
 * @returns {import('../types.js').Product}
 */
export function shirt(scale) {
  const size = 1000 * scale;
  return {
    view: {
      width: size,
      height: size,
      photo: `/assets/shirt-${size}.jpg`,
      mask: `/assets/shirt-mask-${size}.png`,
    },
    area: { width: 1000, height: 1000 },
    clip: { asset: '/assets/clipart.png', top: 380, width: 300, height: 300 },
    text: {
      font: '/fonts/Roboto-Bold.ttf',
      weight: 'bold',
      size: 120,
      x: 190,
      baseline: 700,
      align: 'left',
      color: '#14213d',
      stroke: 8,
      strokeColor: '#ffffff',
    },
    initial: { name: 'Personalia', x: 350, body: '#5b9bd5' },
    focus: [100 * scale, 370 * scale, 800 * scale, 390 * scale],
  };
}
