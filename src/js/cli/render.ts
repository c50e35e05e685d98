import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type OptionState, openTemplate, type Product, type Value } from '../node/index.js';
import { type Command, EXIT, oneTemplate, printJson, text, Usage, type Values } from './command.js';

/** The format of a file by its name. */
const FORMATS = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
} as const;

/** `liveproof render`: a view as a picture. */
export const render: Command = {
  summary: 'Draw a view into a PNG, JPEG or WebP file',
  help: `Usage: liveproof render <template.json> -o <file> [--view <id>] [--width <pixels>] [--set <id>=<value>]…

Draws a view of the product, with the pixels that a browser would show.

Options:
  -o, --output <file>      Where to write: .png, .jpg or .webp
      --view <id>          Which view. Default: the first
      --width <pixels>     1 to 8192. Default: as wide as the view's photo
      --quality <number>   Of a JPEG, 0 to 1. Default: 0.9
      --set <id>=<value>   A choice, as often as needed; lists and places as JSON
      --photo <id>=<file>  A picture for a photo option
      --row <number>       Which row of the lists of names, from 0. Default: 0
      --selection <file>   What was chosen, as JSON, before what --set says
      --json               Print { file, view, price, description, selection, issues }
  -h, --help               Show this

Exit codes: 0 clean, 1 written, with an issue of severity error, 2 wrong usage or an unreadable file.
`,
  options: {
    output: { type: 'string', short: 'o' },
    view: { type: 'string' },
    width: { type: 'string' },
    quality: { type: 'string' },
    set: { type: 'string', multiple: true },
    photo: { type: 'string', multiple: true },
    row: { type: 'string' },
    selection: { type: 'string' },
    json: { type: 'boolean' },
  },

  async run(files, values) {
    const { json } = values;
    const template = oneTemplate(files);
    const file = text(values, 'output');
    if (file === undefined) throw new Usage('where to? Give -o picture.png');
    const type = FORMATS[extname(file).toLowerCase() as keyof typeof FORMATS];
    if (!type)
      throw new Usage(`-o: expected a file that ends in ${Object.keys(FORMATS).join(', ')}`);
    const width = number(values, 'width');
    const quality = number(values, 'quality');
    const view = text(values, 'view');
    const product = await openTemplate(template);
    try {
      const from = text(values, 'selection');
      if (from !== undefined) product.restore(JSON.parse(await readFile(from, 'utf8')));
      for (const [id, photo] of pairs(values, 'photo')) {
        await product.setPhoto(id, photo, { name: basename(photo) });
      }
      product.set(chosen(values, product));
      product.row = number(values, 'row') ?? 0;
      const bytes = product.proof({
        type,
        ...(view !== undefined && { view }),
        ...(width !== undefined && { width }),
        ...(quality !== undefined && { quality }),
      });
      await writeFile(file, bytes);
      return tell(file, view ?? product.views[0]?.id, product, json === true);
    } finally {
      product.free();
    }
  },
};

/** What `--set` says, each value as its option takes it. */
function chosen(values: Values, { options }: Product): Record<string, Value> {
  const patch = pairs(values, 'set').map(([id, value]) => {
    const option = options.find((candidate) => candidate.id === id);
    return [id, parse(value, option)] as const;
  });
  return Object.fromEntries(patch);
}

/** What an option says that is given as `<id>=<value>`, as often as wanted. */
function pairs(values: Values, name: string): [string, string][] {
  const given = values[name];
  return (Array.isArray(given) ? given : []).map((pair) => {
    const at = String(pair).indexOf('=');
    if (at < 1) throw new Usage(`--${name}: expected <id>=<value>, not ${pair}`);
    return [String(pair).slice(0, at), String(pair).slice(at + 1)];
  });
}

/** A value as text; whether the option takes it is for the engine to say. */
function parse(value: string, option: OptionState | undefined): Value {
  const now = option?.value;
  if (typeof now === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) {
    return Number(value);
  }
  if (typeof now === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (typeof now === 'object') {
    try {
      return JSON.parse(value) as Value;
    } catch {
      throw new Usage(`--set ${option?.id}: expected JSON`);
    }
  }
  return value;
}

function number(values: Values, name: string): number | undefined {
  const given = text(values, name);
  if (given === undefined) return undefined;
  const value = Number(given);
  if (given.trim() === '' || Number.isNaN(value)) throw new Usage(`--${name}: expected a number`);
  return value;
}

/** Tells what was drawn, and what is wrong with it. */
function tell(file: string, view: string | undefined, product: Product, json: boolean): number {
  const { issues, price, description, selection } = product;
  if (json) printJson({ file, view, price, description, selection, issues });
  else
    for (const { severity, code, message } of issues) {
      process.stderr.write(`${severity} ${code}: ${message}\n`);
    }
  return issues.some(({ severity }) => severity === 'error') ? EXIT.faulty : EXIT.clean;
}
