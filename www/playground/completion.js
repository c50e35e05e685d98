/** Completion of a template: keys and words from the schema, ids from the document itself. */
import { placeAt, properties, stringOf } from './tree.js';

/** A completion source for the editor; `at` answers for the schema. */
export function completeTemplate(at) {
  return ({ state, pos, explicit }) => {
    const place = placeAt(state, pos);
    if (!place || (!explicit && place.text === '')) return null;
    const { objects, values } = at(state, place);
    const options =
      place.typed === 'key'
        ? keys(state, place, objects)
        : [...words(values), ...ids(state, place, values)];
    return options.length > 0 ? { from: place.from, options: unique(options) } : null;
  };
}

/** Puts a text in, over the quote that the editor closed by itself. */
const put = (text) => (view, _, from, to) => {
  const end = view.state.sliceDoc(to, to + 1) === '"' ? to + 1 : to;
  view.dispatch({
    changes: { from, to: end, insert: text },
    selection: { anchor: from + text.length },
    userEvent: 'input.complete',
  });
};

function keys(state, { nests }, objects) {
  const object = nests.at(-1)?.node;
  const given = new Set(object ? properties(state, object).map(({ key }) => key) : []);
  return objects.flatMap((form) =>
    Object.entries(form.properties ?? {})
      .filter(([key]) => !given.has(key))
      .map(([key, schema]) => ({
        label: `"${key}"`,
        apply: put(`"${key}": `),
        type: 'property',
        info: schema.description,
        boost: form.required?.includes(key) ? 1 : 0,
      })),
  );
}

function words(values) {
  return values.flatMap(({ const: one, enum: many, type, description }) => {
    const all = one === undefined ? (many ?? (type === 'boolean' ? [true, false] : [])) : [one];
    return all.map((word) => ({
      ...told(JSON.stringify(word)),
      type: 'enum',
      info: description,
    }));
  });
}

/** What the docs of a value call the thing whose id it takes, and where the document has such things. */
const IDS = [
  [/^Asset id/, 'assets'],
  [/^Ids? of the (?:\w+ )?option/, 'options'],
  [/^Id of the area/, 'areas'],
  [/^Id of the group/, 'groups'],
  [/^Id of the step/, 'steps'],
];

function ids(state, { nests }, values) {
  const lists = IDS.filter(([words]) =>
    values.some(({ type, description }) => type === 'string' && words.test(description ?? '')),
  );
  const top = nests[0] && properties(state, nests[0].node);
  return lists.flatMap(([, list]) => {
    const value = top?.find(({ key }) => key === list)?.value;
    if (value?.name === 'Object')
      return properties(state, value).map(({ key }) => ({ ...told(`"${key}"`), type: 'variable' }));
    return (value?.getChildren('Object') ?? []).flatMap((object) => {
      const id = properties(state, object).find(({ key }) => key === 'id')?.value;
      return id?.name === 'String'
        ? [{ ...told(JSON.stringify(stringOf(state, id) ?? '')), type: 'variable' }]
        : [];
    });
  });
}

const told = (text) => ({ label: text, apply: put(text) });

function unique(options) {
  const seen = new Set();
  return options.filter(({ label }) => !seen.has(label) && seen.add(label));
}
