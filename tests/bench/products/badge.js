/**
 * The shirt's photo with 14 letters of a script face along a circle of 400 px about a clipart, centered at its top.
 *
 * @returns {import('../types.js').Product}
 */
export function badge() {
  return {
    view: { width: 1000, height: 1000, photo: '/assets/shirt-1000.jpg' },
    area: { width: 1000, height: 1000 },
    clip: { asset: '/assets/clipart.png', top: 450, width: 200, height: 200 },
    text: {
      font: '/fonts/DancingScript-Regular.otf',
      weight: 'normal',
      size: 100,
      x: 500,
      baseline: 150,
      align: 'center',
      circle: 400,
      color: '#14213d',
      stroke: 8,
      strokeColor: '#ffffff',
    },
    initial: { name: 'Maximilian Zoe', x: 400, body: '#ffffff' },
    focus: [100, 20, 800, 640],
  };
}
