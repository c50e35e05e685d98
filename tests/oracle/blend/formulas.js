/**
 * The blend modes as formulas in doubles. `s` and `d` are straight channels of source and backdrop, 0 to 1.
 *
 * W3C Compositing and Blending Level 1, sections 10.1 and 10.2; of Photoshop's own what Adobe describes ("Blending
 * mode descriptions", Photoshop User Guide) and what is published of it.
 */

/** What is equal, but for the rounding of a division. */
const TIE = 1e-9;

const clamp = (x) => Math.min(1, Math.max(0, x));
const burn = (s, d) => (d === 1 ? 1 : s === 0 ? 0 : 1 - Math.min(1, (1 - d) / s));
const dodge = (s, d) => (d === 0 ? 0 : s === 1 ? 1 : Math.min(1, d / (1 - s)));
const hardLight = (s, d) => (s <= 0.5 ? 2 * s * d : 1 - 2 * (1 - s) * (1 - d));
const root = (d) => (d <= 0.25 ? ((16 * d - 12) * d + 4) * d : Math.sqrt(d));
const vivid = (s, d) => (s <= 0.5 ? burn(2 * s, d) : dodge(2 * s - 1, d));

const CHANNELS = {
  normal: (s) => s,
  multiply: (s, d) => s * d,
  screen: (s, d) => s + d - s * d,
  overlay: (s, d) => hardLight(d, s),
  darken: Math.min,
  lighten: Math.max,
  'color-dodge': dodge,
  'color-burn': burn,
  'hard-light': hardLight,
  'soft-light': (s, d) =>
    s <= 0.5 ? d - (1 - 2 * s) * d * (1 - d) : d + (2 * s - 1) * (root(d) - d),
  difference: (s, d) => Math.abs(s - d),
  exclusion: (s, d) => s + d - 2 * s * d,
  'linear-burn': (s, d) => clamp(s + d - 1),
  'linear-dodge': (s, d) => clamp(s + d),
  'vivid-light': vivid,
  'linear-light': (s, d) => clamp(d + 2 * s - 1),
  'pin-light': (s, d) => (s <= 0.5 ? Math.min(d, 2 * s) : Math.max(d, 2 * s - 1)),
  'hard-mix': (s, d) => (s + d >= 1 - TIE ? 1 : 0),
  subtract: (s, d) => clamp(d - s),
  divide: (s, d) => (d === 0 ? 0 : s === 0 ? 1 : Math.min(1, d / s)),
};

const lum = ([r, g, b]) => 0.3 * r + 0.59 * g + 0.11 * b;
const sat = (c) => Math.max(...c) - Math.min(...c);

/** `SetLum` with `ClipColor`. */
function setLum(c, l) {
  const by = l - lum(c);
  const moved = c.map((x) => x + by);
  const least = Math.min(...moved);
  const most = Math.max(...moved);
  let out = moved;
  if (least < 0) out = out.map((x) => l + ((x - l) * l) / (l - least));
  if (most > 1) out = out.map((x) => l + ((x - l) * (1 - l)) / (most - l));
  return out;
}

/** `SetSat`. */
function setSat(c, s) {
  const least = Math.min(...c);
  const range = sat(c);
  return c.map((x) => (range === 0 ? 0 : ((x - least) * s) / range));
}

const COLORS = {
  hue: (s, d) => setLum(setSat(s, sat(d)), lum(d)),
  saturation: (s, d) => setLum(setSat(d, sat(s)), lum(d)),
  color: (s, d) => setLum(s, lum(d)),
  luminosity: (s, d) => setLum(d, lum(s)),
  'darker-color': (s, d) => (lum(s) < lum(d) - TIE ? s : d),
  'lighter-color': (s, d) => (lum(s) > lum(d) + TIE ? s : d),
};

/** Colors that leave the backdrop as it is, which a fill below 1 takes the source to. */
const NEUTRAL = {
  'color-burn': 1,
  'linear-burn': 1,
  'color-dodge': 0,
  'linear-dodge': 0,
  difference: 0,
  'vivid-light': 0.5,
  'linear-light': 0.5,
};

/**
 * A mode as a function of two straight colors.
 *
 * @param {string} mode
 * @param {number} fill 0 to 1; below 1 for the eight modes in which it differs from an opacity
 * @returns {(s: number[], d: number[]) => number[]}
 */
export function mixOf(mode, fill = 1) {
  if (mode in COLORS) return COLORS[mode];
  const channel = CHANNELS[mode];
  if (fill === 1) return (s, d) => s.map((c, i) => channel(c, d[i]));
  if (mode === 'hard-mix') {
    return (s, d) => s.map((c, i) => clamp((d[i] - fill * (1 - c)) / (1 - fill)));
  }
  const rest = (1 - fill) * NEUTRAL[mode];
  return (s, d) => s.map((c, i) => channel(fill * c + rest, d[i]));
}

/**
 * The premultiplied color that a mode gives, in levels of 255, unrounded: W3C's section 5, in which a fill below 1
 * makes the source fainter where there is no backdrop to mix with.
 *
 * @param {(s: number[], d: number[]) => number[]} mix
 * @param {ArrayLike<number>} source premultiplied bytes
 * @param {ArrayLike<number>} backdrop premultiplied bytes
 * @param {number} fill as for {@link mixOf}
 */
export function exact(mix, source, backdrop, fill) {
  const [sa, da] = [source[3] / 255, backdrop[3] / 255];
  const straight = (p) => [0, 1, 2].map((i) => (p[3] === 0 ? 0 : p[i] / p[3]));
  const both = mix(straight(source), straight(backdrop));
  const color = both.map(
    (b, i) => fill * source[i] * (1 - da) + backdrop[i] * (1 - sa) + 255 * sa * da * b,
  );
  return [...color, 255 * (fill * sa + da - fill * sa * da)];
}
