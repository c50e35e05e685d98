/** Asks the template's JSON Schema what may stand at a place. */
import { properties, stringOf } from './tree.js';

/** Loads the schema that the package publishes; the answer to `at(state, place)` comes from it. */
export async function loadSchema(url) {
  const root = await (await fetch(url)).json();
  const deref = (schema) =>
    schema.$ref ? { ...root.$defs[schema.$ref.split('/').at(-1)], ...withoutRef(schema) } : schema;

  /** All forms that a schema allows, none of them with alternatives of its own. */
  const forms = (schema, depth = 0) => {
    const plain = deref(schema);
    const any = plain.anyOf ?? plain.oneOf;
    if (!any || depth > 8) return [plain];
    return any.flatMap((form) =>
      forms(form, depth + 1).map((one) => ({ description: plain.description, ...one })),
    );
  };

  /** Of several forms of an object, those that its `kind` and its keys leave. `step` is being typed. */
  const fitting = (candidates, state, object, step) => {
    const given = properties(state, object).filter(({ key }) => key && key !== step);
    const kind = given.find(({ key }) => key === 'kind')?.value;
    const word = kind?.name === 'String' ? stringOf(state, kind) : undefined;
    const objects = candidates.filter((form) => form.properties || form.additionalProperties);
    const ofKind = objects.filter((form) => {
      const { kind: told } = form.properties ?? {};
      return word === undefined || !told || told.const === word || told.enum?.includes(word);
    });
    const known = ofKind.filter(({ properties: own = {}, additionalProperties: more }) =>
      given.every(({ key }) => key in own || more),
    );
    return known.length > 0 ? known : ofKind;
  };

  const inside = (form, step) =>
    typeof step === 'number'
      ? (form.prefixItems?.[step] ?? form.items)
      : (form.properties?.[step] ?? orNothing(form.additionalProperties));

  /**
   * The forms of the object around the cursor (`objects`), and those of the value that is typed there
   * (`values`).
   */
  return function at(state, { nests }) {
    let values = [root];
    let objects = [];
    for (const { node, step } of nests) {
      const all = values.flatMap((schema) => forms(schema));
      const here =
        node.name === 'Object' ? fitting(all, state, node, step) : all.filter(({ items }) => items);
      objects = node.name === 'Object' ? here : [];
      values = step === undefined ? [] : here.map((form) => inside(form, step)).filter(Boolean);
    }
    return { objects, values: values.flatMap((schema) => forms(schema)) };
  };
}

const withoutRef = ({ $ref, ...rest }) => rest;
const orNothing = (schema) => (typeof schema === 'object' ? schema : undefined);
