/** What the shop sells. All that can be chosen is in each product's template. */
export const products = [
  {
    id: 'mug',
    label: 'Mug',
    title: 'The name mug',
    lead: 'Eleven ounces of glazed stoneware with your words on it. Dishwasher safe, and hard to share.',
    price: 16,
    template: 'products/mug/template.json',
  },
  {
    id: 'tshirt',
    label: 'T-shirt',
    title: 'The weekend tee',
    lead: 'Heavy organic cotton, cut straight and printed by hand with water-based inks.',
    price: 28,
    template: 'products/tshirt/template.json',
  },
];

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** An amount as the shop writes it. */
export const formatPrice = (amount) => money.format(amount);
