import type { ParseArgsConfig } from 'node:util';

/** What the program ends with. */
export const EXIT = {
  /** Nothing is wrong. */
  clean: 0,
  /** A finding or issue of severity `error`. */
  faulty: 1,
  /** Called wrongly, or a file can't be read or written. */
  unusable: 2,
} as const;

/** One of the commands. */
export interface Command {
  /** What it does, in a line. */
  readonly summary: string;
  /** What `--help` shows. */
  readonly help: string;
  /** What it takes, for `parseArgs`. */
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Does it; returns what to exit with. */
  run(files: readonly string[], values: Values): Promise<number>;
}

/** What was given of a command's options. */
export type Values = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/** A command was called wrongly. */
export class Usage extends Error {}

/** The one template that a command was given. */
export function oneTemplate(files: readonly string[]): string {
  const [file, ...more] = files;
  if (file === undefined) throw new Usage('which template? Give its path or URL');
  if (more.length > 0) throw new Usage(`one template at a time, not also ${more.join(' ')}`);
  return file;
}

/** An option that takes a text. */
export function text(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Prints an object for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
