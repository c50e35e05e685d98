import { createPreview } from 'liveproof';

const template = {
  liveproof: 1,
  id: 'card',
  assets: {
    white: {
      image:
        'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg==',
    },
  },
  options: [{ id: 'photo', kind: 'photo', label: 'Photo' }],
  areas: [{ id: 'front', width: 90, height: 50, layers: [{ kind: 'fill', color: '#14213d' }] }],
  views: [
    {
      id: 'front',
      width: 90,
      height: 50,
      items: [
        { kind: 'photo', image: 'white' },
        {
          kind: 'placement',
          area: 'front',
          geometry: {
            quad: [
              [0, 0],
              [90, 0],
              [90, 50],
              [0, 50],
            ],
          },
          blend: 'normal',
        },
      ],
    },
  ],
};

const canvas = document.querySelector('canvas');
globalThis.preview = await createPreview(canvas, { template });
canvas.dataset.ready = '';
