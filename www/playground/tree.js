/** Paths in the JSON text: `options[1].choices[0].color` to a place in the editor, and back. */
import { ensureSyntaxTree } from '../build/editor.js';

/** Longest time in milliseconds that parsing a document may take. */
const PARSE_TIME = 200;

const VALUES = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

const treeOf = (state) => ensureSyntaxTree(state, state.doc.length, PARSE_TIME);
const textOf = (state, { from, to }) => state.sliceDoc(from, to);

/** The text of a string node; `undefined` for one that is still being typed. */
export function stringOf(state, node) {
  try {
    return JSON.parse(textOf(state, node));
  } catch {
    return undefined;
  }
}

/** The properties of an object node: `{ key, name, value }` with the nodes of the last two. */
export function properties(state, object) {
  return object.getChildren('Property').map((property) => {
    const name = property.getChild('PropertyName');
    const value = property.lastChild;
    return {
      key: name && stringOf(state, name),
      name,
      value: value && VALUES.has(value.name) ? value : null,
    };
  });
}

const elements = (array) => {
  const found = [];
  for (let node = array.firstChild; node; node = node.nextSibling)
    if (VALUES.has(node.name)) found.push(node);
  return found;
};

const parts = (path) =>
  [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));

/**
 * The range of what a path names. Of a path whose end is not there, such as a key that is missing, the
 * range of the last part that is: the key of an object, or its first brace. With `atKey` a key is meant
 * and not its value.
 */
export function rangeOf(state, path, atKey = false) {
  let node = treeOf(state)?.topNode.firstChild;
  let range = { from: 0, to: 0 };
  for (const part of parts(path)) {
    if (!node) break;
    if (typeof part === 'number') {
      node = node.name === 'Array' ? elements(node)[part] : undefined;
      if (node) range = starting(node);
    } else {
      const found =
        node.name === 'Object' && properties(state, node).find(({ key }) => key === part);
      node = found ? found.value : undefined;
      if (found) range = !atKey && found.value && !isNest(found.value) ? found.value : found.name;
    }
  }
  return { from: range.from, to: range.to };
}

const isNest = ({ name }) => name === 'Object' || name === 'Array';

/** A whole object underlined is no help: its first brace is. */
const starting = (node) => (isNest(node) ? { from: node.from, to: node.from + 1 } : node);

/**
 * Where the cursor is: the objects and arrays around it from the outside in, each with the key or index
 * that leads on (`step`), and whether a key or a value is typed here.
 */
export function placeAt(state, position) {
  const tree = treeOf(state);
  if (!tree) return undefined;
  const inner = tree.resolveInner(position, -1);
  const nests = [];
  let child = inner;
  for (let node = inner; node; child = node, node = node.parent) {
    if (node.name === 'Object') {
      const name = child.name === 'Property' ? child.getChild('PropertyName') : undefined;
      nests.unshift({ node, step: name ? stringOf(state, name) : undefined });
    } else if (node.name === 'Array') {
      const index = elements(node).filter(({ to }) => to < position).length;
      nests.unshift({ node, step: index });
    }
  }
  const typed = inner.name === 'PropertyName' || inner.name === 'Object' ? 'key' : 'value';
  const isText = inner.name === 'String' || inner.name === 'PropertyName';
  return {
    nests,
    typed,
    /** What completion replaces: the text under the cursor, quotes and all. */
    from: isText || inner.name === 'Number' || inner.name === '⚠' ? inner.from : position,
    text: isText ? textOf(state, { from: inner.from, to: position }) : '',
  };
}
