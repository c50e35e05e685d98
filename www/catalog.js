/** What the shop sells. All that can be chosen is in each product's template. */
export const products = [
  {
    id: 'mug',
    label: 'Mug',
    title: 'The name mug',
    lead: 'Eleven ounces of glazed stoneware with your words on it, in any script. Dishwasher safe, and hard to share.',
    price: 16,
    template: 'products/mug/template.json',
  },
  {
    id: 'tshirt',
    label: 'T-shirt',
    title: 'The weekend tee',
    lead: 'Heavy organic cotton, cut straight, in eleven colors and six sizes. Printed by hand with water-based inks.',
    price: 28,
    template: 'products/tshirt/template.json',
  },
  {
    id: 'tumbler',
    label: 'Tumbler',
    title: 'The trail tumbler',
    lead: 'Twenty ounces of steel under a powder coat, one for each of you. We engrave your names down to the metal.',
    price: 36,
    template: 'products/tumbler/template.json',
  },
  {
    id: 'canvas',
    label: 'Canvas',
    title: 'The wall canvas',
    lead: 'Cotton canvas, 45 × 60 cm, in a floating frame. Two to six little pictures of what you love.',
    price: 84,
    template: 'products/canvas/template.json',
  },
  {
    id: 'cushion',
    label: 'Cushion',
    title: 'The name cushion',
    lead: 'Soft woven polyester, 45 cm, printed to the seam, on the back too if you like. The colors stay in the fiber.',
    price: 36,
    template: 'products/cushion/template.json',
  },
  {
    id: 'board',
    label: 'Board',
    title: 'The family board',
    lead: 'Oiled beech, burned by laser: for a family, a wedding or a new home. Every board has a grain of its own.',
    price: 42,
    template: 'products/board/template.json',
  },
  {
    id: 'phone',
    label: 'Phone case',
    title: 'The glossy case',
    lead: 'A hard case printed over its rounded edges, with your name or your initials where your thumb rests.',
    price: 24,
    template: 'products/phone/template.json',
  },
];

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** An amount as the shop writes it. */
export const formatPrice = (amount) => money.format(amount);
