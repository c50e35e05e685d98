/**
 * Lettering shown in its own font.
 *
 * A choice that decides the font of a text layer is set in that font in the form. The template says
 * which: the layer's `font` is bound to the option, with a map from choice to font asset.
 */
export async function fontSamples(template, base) {
  const families = new Map();
  const loading = new Map();
  for (const layer of template.areas.flatMap((area) => flatten(area.layers ?? []))) {
    const { option, map } = layer.font ?? {};
    for (const [choice, asset] of Object.entries((option && map) ?? {})) {
      const url = template.assets[asset]?.font;
      if (!url) continue;
      const family = `sample-${asset}`;
      if (!loading.has(family)) loading.set(family, load(family, new URL(url, base)));
      families.set(`${option}/${choice}`, family);
    }
  }
  await Promise.all(loading.values());
  return (option, choice) => families.get(`${option}/${choice}`);
}

const flatten = (layers) => layers.flatMap((layer) => [layer, ...flatten(layer.layers ?? [])]);

// A sample is an ornament: a font that does not load leaves the label in the page's own.
async function load(family, url) {
  try {
    document.fonts.add(await new FontFace(family, `url("${url.href}")`).load());
  } catch {
    // The preview reports fonts that it cannot have.
  }
}
