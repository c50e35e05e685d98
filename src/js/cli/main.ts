#!/usr/bin/env node
/// <reference types="node" />
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { check } from './check.js';
import { type Command, EXIT, Usage } from './command.js';
import { render } from './render.js';
import { types } from './types.js';

const COMMANDS: Readonly<Record<string, Command>> = { check, types, render };

const HELP = `Usage: liveproof <command> <template.json> [options]

Commands:
${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`)
  .join('\n')}

Options:
  -h, --help     Show this, or with a command what it takes
      --version  Show the version

Exit codes: 0 clean, 1 a finding or issue of severity error, 2 wrong usage or an unreadable file.
`;

process.exitCode = await main(process.argv.slice(2));

/** Runs a command; what is wrong is told, never thrown. */
async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined) return fail(HELP.trimEnd());
  if (name === '-h' || name === '--help') return say(HELP);
  if (name === '--version') return say(`${await version()}\n`);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const known = Object.keys(COMMANDS).join(', ');
    return fail(`there is no command "${name}"; there are ${known}\nTry: liveproof --help`);
  }
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (values.help) return say(command.help);
    return await command.run(positionals, values);
  } catch (error) {
    const unfit =
      error instanceof Usage || (error as { code?: string }).code?.startsWith('ERR_PARSE');
    const message = error instanceof Error ? error.message : String(error);
    return fail(unfit ? `${message}\nTry: liveproof ${name} --help` : message);
  }
}

function say(text: string): number {
  process.stdout.write(text);
  return EXIT.clean;
}

function fail(text: string): number {
  process.stderr.write(`${text}\n`);
  return EXIT.unusable;
}

async function version(): Promise<string> {
  const text = await readFile(
    join(dirname(fileURLToPath(import.meta.url)), '../../package.json'),
    'utf8',
  );
  return (JSON.parse(text) as { version: string }).version;
}
