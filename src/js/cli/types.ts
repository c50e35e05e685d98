import { writeFile } from 'node:fs/promises';
import { initFromFile, openText } from '../node/files.js';
import { Product } from '../node/product.js';
import { Session } from '../session.js';
import { type Command, EXIT, oneTemplate, printJson, text, Usage } from './command.js';
import { declare, type Title } from './declare.js';

/** `liveproof types`: a template's own TypeScript types. */
export const types: Command = {
  summary: "Write a template's own TypeScript types",
  help: `Usage: liveproof types <template.json> [-o <file.d.ts>] [--name <Name>] [--json]

Writes the types of one template, for createPreview<Name>(…): with them an option that the template does not
have, and a value that an option does not take, is an error before anything runs. Needs no assets.

Options:
  -o, --output <file>  Where to write. Default: standard output
      --name <Name>    Name of the interface. Default: by the template's id, as Mug11ozTemplate
      --json           Print { name, file?, types }
  -h, --help           Show this

Exit codes: 0 clean, 2 wrong usage, or a template that is unreadable or not valid.
`,
  options: {
    output: { type: 'string', short: 'o' },
    name: { type: 'string' },
    json: { type: 'boolean' },
  },

  async run(files, values) {
    const file = oneTemplate(files);
    const { json } = values;
    const wanted = text(values, 'name');
    if (wanted !== undefined && !/^[A-Za-z_$][\w$]*$/.test(wanted)) {
      throw new Usage(`--name: expected the name of an interface, such as MugTemplate`);
    }
    const [document] = await Promise.all([openText(file, undefined, undefined), initFromFile()]);
    // Options and views are known without the assets.
    const product = new Product(new Session(document.text), []);
    let declared: { readonly name: string; readonly types: string };
    try {
      declared = declare(JSON.parse(document.text) as Title, product, wanted);
    } finally {
      product.free();
    }
    const output = text(values, 'output');
    if (output !== undefined) await writeFile(output, declared.types);
    if (json) printJson({ name: declared.name, file: output, types: declared.types });
    else if (output === undefined) process.stdout.write(declared.types);
    return EXIT.clean;
  },
};
