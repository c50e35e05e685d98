/**
 * What the shop sells. All that can be chosen, in which languages, and what it costs is in each product's template;
 * `locales` has the shop's words for those languages.
 */
export const products = [
  {
    id: 'mug',
    label: 'Mug',
    title: 'The name mug',
    lead: 'Eleven ounces of glazed stoneware with your words on it, in any script. Dishwasher safe, and hard to share.',
    template: 'products/mug/template.json',
    locales: {
      de: {
        title: 'Die Namenstasse',
        lead: 'Glasiertes Steinzeug mit eigenen Worten, in jeder Schrift. Spülmaschinenfest, und ungern verliehen.',
      },
      ar: {
        title: 'كوب الاسم',
        lead: 'خزف مزجّج يحمل كلماتك بأي خط تشاء. يُغسل في غسالة الصحون، ويصعب أن تعيره لأحد.',
      },
    },
  },
  {
    id: 'tshirt',
    label: 'T-shirt',
    title: 'The weekend tee',
    lead: 'Heavy organic cotton, cut straight, in eleven colors and six sizes. Printed by hand with water-based inks.',
    template: 'products/tshirt/template.json',
  },
  {
    id: 'tumbler',
    label: 'Tumbler',
    title: 'The trail tumbler',
    lead: 'Twenty ounces of steel under a powder coat, one for each of you. We engrave your names down to the metal.',
    template: 'products/tumbler/template.json',
  },
  {
    id: 'canvas',
    label: 'Canvas',
    title: 'The wall canvas',
    lead: 'Cotton canvas, 45 × 60 cm, in a floating frame. Two to six little pictures of what you love.',
    template: 'products/canvas/template.json',
  },
  {
    id: 'cushion',
    label: 'Cushion',
    title: 'The name cushion',
    lead: 'Soft woven polyester, 45 cm, printed to the seam, on the back too if you like. The colors stay in the fiber.',
    template: 'products/cushion/template.json',
  },
  {
    id: 'board',
    label: 'Board',
    title: 'The family board',
    lead: 'Oiled beech, burned by laser: for a family, a wedding or a new home. Every board has a grain of its own.',
    template: 'products/board/template.json',
  },
  {
    id: 'phone',
    label: 'Phone case',
    title: 'The glossy case',
    lead: 'A hard case printed over its rounded edges, with your name or your initials where your thumb rests.',
    template: 'products/phone/template.json',
  },
  {
    id: 'photo-mug',
    label: 'Photo mug',
    title: 'The photo mug',
    lead: 'Your photo in a heart, a star or a circle, on eleven ounces of glazed stoneware. It stays as bright as the day it was taken.',
    price: 19,
    template: 'products/photo-mug/template.json',
  },
  {
    id: 'photo-canvas',
    label: 'Photo canvas',
    title: 'The collage canvas',
    lead: 'Three or four photos on cotton canvas, 45 × 60 cm, in a floating frame: in color, in black and white or as from an old album.',
    price: 92,
    template: 'products/photo-canvas/template.json',
  },
  {
    id: 'photo-board',
    label: 'Portrait board',
    title: 'The portrait board',
    lead: 'A face you love, burned into oiled beech by laser, dot by dot. You decide how light, how strong and in which hand.',
    price: 54,
    template: 'products/photo-board/template.json',
  },
  {
    id: 'character-shirt',
    label: 'Character tee',
    title: 'The you tee',
    lead: 'Build yourself, or whoever it is for: hair, skin, outfit and glasses, printed on heavy organic cotton.',
    price: 32,
    template: 'products/character-shirt/template.json',
  },
];

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** An amount as the shop writes it. */
export const formatPrice = (amount) => money.format(amount);
