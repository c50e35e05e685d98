import { type Finding, lint } from '../node/index.js';
import { type Command, EXIT, printJson, Usage } from './command.js';

/** `liveproof check`: what is wrong with templates. */
export const check: Command = {
  summary: 'Find what is wrong with templates and their assets',
  help: `Usage: liveproof check <template.json>… [--json] [--strict]

Reads each template and all that it names, and tells what is not valid, and what is valid and yet can't be
meant: conditions that never or always hold, options that decide nothing, choices that nobody can reach,
areas that no view shows, assets that are missing or unused, characters that a font does not have, texts
that run out of their box at their longest.

Options:
      --json    Print { findings: [{ file, code, severity, path, message, data }], errors, warnings }
      --strict  Exit with 1 for warnings too
  -h, --help    Show this

Exit codes: 0 clean, 1 a finding of severity error, 2 wrong usage or an unreadable file.
`,
  options: { json: { type: 'boolean' }, strict: { type: 'boolean' } },

  async run(files, { json, strict }) {
    if (files.length === 0) throw new Usage('which template? Give its path or URL');
    const found: (Finding & { readonly file: string })[] = [];
    for (const file of files) {
      for (const finding of await lint(file)) found.push({ file, ...finding });
    }
    const errors = found.filter(({ severity }) => severity === 'error').length;
    const warnings = found.length - errors;
    if (json) printJson({ findings: found, errors, warnings });
    else process.stdout.write(found.map(line).join('') + summary(files.length, errors, warnings));
    return errors > 0 || (strict && warnings > 0) ? EXIT.faulty : EXIT.clean;
  },
};

function line({
  file,
  severity,
  code,
  path,
  message,
}: Finding & { readonly file: string }): string {
  const where = path === '' ? file : `${file} ${path}`;
  return `${where}\n  ${severity} ${code}: ${message}\n`;
}

function summary(files: number, errors: number, warnings: number): string {
  const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  return `${counted(files, 'template')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}\n`;
}
