/** `npx liveproof`: what it prints, writes and exits with. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PLAQUE } from '../support/plaque.js';
import { decodePng } from '../support/png.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'pkg/cli/main.js');
const MUG = join(ROOT, 'www/products/mug/template.json');

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'liveproof-cli-'));
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program in the test's folder. */
function liveproof(...args) {
  const how = { cwd: folder, encoding: 'utf8' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], how);
  return { status, stdout, stderr };
}

/** Writes a template; returns its path. */
function template(name, document) {
  const path = join(folder, name);
  writeFileSync(path, typeof document === 'string' ? document : JSON.stringify(document));
  return path;
}

test('help and version', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.deepEqual(liveproof('--version'), { status: 0, stdout: `${version}\n`, stderr: '' });
  const help = liveproof('--help');
  assert.equal(help.status, 0);
  assert.match(help.stdout, /check.*types.*render/s);
  for (const command of ['check', 'types', 'render']) {
    const { status, stdout } = liveproof(command, '--help');
    assert.equal(status, 0);
    assert.match(stdout, new RegExp(`^Usage: liveproof ${command} <template.json>`));
    for (const line of stdout.split('\n')) assert.ok(line.length <= 110, line);
  }
});

test('wrong usage and unreadable files exit with 2', () => {
  for (const args of [
    [],
    ['chekc'],
    ['check'],
    ['check', 'nowhere.json'],
    ['check', '--jsno', MUG],
    ['types'],
    ['types', MUG, MUG],
    ['types', MUG, '--name', 'no name'],
    ['render', MUG],
    ['render', MUG, '-o', 'mug.gif'],
    ['render', MUG, '-o', 'no/such/folder/mug.png'],
    ['render', MUG, '-o', 'mug.png', '--view', 'back'],
    ['render', MUG, '-o', 'mug.png', '--width', 'wide'],
    ['render', MUG, '-o', 'mug.png', '--width', '0'],
    ['render', MUG, '-o', 'mug.png', '--set', 'ink'],
    ['render', MUG, '-o', 'mug.png', '--set', 'ink=gald'],
    ['render', MUG, '-o', 'mug.png', '--set', 'inkk=gold'],
  ]) {
    const { status, stdout, stderr } = liveproof(...args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '', args.join(' '));
    assert.match(stderr, /./, args.join(' '));
    assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace');
  }
});

test('check: a clean template exits with 0', () => {
  const text = liveproof('check', MUG);
  assert.deepEqual(text, { status: 0, stdout: '1 template: 0 errors, 0 warnings\n', stderr: '' });
  const json = liveproof('check', MUG, '--json');
  assert.equal(json.status, 0);
  assert.deepEqual(JSON.parse(json.stdout), { findings: [], errors: 0, warnings: 0 });
});

test('check: errors exit with 1, warnings do when asked to', () => {
  const warned = template('warned.json', PLAQUE);
  const warning = liveproof('check', warned);
  assert.equal(warning.status, 0);
  assert.match(warning.stdout, /warned\.json options\[1\]\n {2}warning unused-option: /);
  assert.equal(liveproof('check', warned, '--strict').status, 1);
  const never = { not: { option: 'frame', in: [true, false] } };
  const areas = [{ ...PLAQUE.areas[0], layers: [{ kind: 'fill', color: 'red', when: never }] }];
  const faulty = template('faulty.json', { ...PLAQUE, areas });
  const broken = template('broken.json', '{ "liveproof": 1, ');
  const { status, stdout } = liveproof('check', warned, faulty, broken, '--json');
  assert.equal(status, 1);
  const { findings, errors, warnings } = JSON.parse(stdout);
  assert.equal(errors, 2);
  assert.equal(errors + warnings, findings.length);
  const of = (file) => findings.filter((finding) => finding.file === file);
  assert.deepEqual(
    of(broken).map(({ code, path }) => [code, path]),
    [['invalid-json', '']],
  );
  const [contradiction] = of(faulty).filter(({ severity }) => severity === 'error');
  assert.equal(contradiction.code, 'contradictory-condition');
  assert.equal(contradiction.path, 'areas[0].layers[0].when');
});

test('check: assets beside the template are read', () => {
  const assets = { ...PLAQUE.assets, logo: { image: 'logo.png' } };
  const path = template('logo.json', { ...PLAQUE, assets });
  const codes = () =>
    JSON.parse(liveproof('check', path, '--json').stdout).findings.map(({ code }) => code);
  assert.deepEqual(codes().sort(), ['missing-asset', 'unused-asset', 'unused-option']);
  writeFileSync(join(folder, 'logo.png'), readFileSync(join(ROOT, 'tests/images/rgba.png')));
  assert.deepEqual(codes().sort(), ['unused-asset', 'unused-option']);
  writeFileSync(join(folder, 'logo.png'), 'no picture');
  assert.deepEqual(codes().sort(), ['image-unsupported', 'unused-asset', 'unused-option']);
});

test('render: writes the view with what is chosen', () => {
  const plaque = template('plaque.json', PLAQUE);
  const out = join(folder, 'out.png');
  const set = ['--set', 'color=#010203', '--set', 'size=40', '--set', 'frame=true'];
  const args = ['render', plaque, '-o', out, '--view', 'wide', '--width', '100', ...set];
  assert.deepEqual(liveproof(...args), { status: 0, stdout: '', stderr: '' });
  const { width, height, rgba } = decodePng(readFileSync(out));
  assert.deepEqual([width, height], [100, 50]);
  assert.deepEqual([...rgba.subarray(0, 3)], [0, 255, 0], 'the frame');
  const corner = (width * height - 1) * 4;
  assert.deepEqual([...rgba.subarray(corner, corner + 3)], [1, 2, 3]);
  const selection = template('selection.json', { color: 'blue', size: 10 });
  const json = liveproof(
    'render',
    plaque,
    '-o',
    'blue.webp',
    '--json',
    '--selection',
    selection,
    '--set',
    'size=12',
  );
  const told = JSON.parse(json.stdout);
  assert.deepEqual(told.selection, { color: 'blue', frame: false, name: 'Anna', size: 12 });
  assert.deepEqual([told.file, told.view, told.price], ['blue.webp', 'front', 2.5]);
  assert.equal(readFileSync(join(folder, 'blue.webp'), 'latin1').slice(0, 4), 'RIFF');
  // Written, but not to be ordered.
  const issue = liveproof('render', plaque, '-o', 'empty.jpg', '--set', 'name=');
  assert.equal(issue.status, 1);
  assert.match(issue.stderr, /^error required: /);
  assert.equal(readFileSync(join(folder, 'empty.jpg'))[0], 0xff);
});

test('render: rows, lists and photos', () => {
  const options = join(ROOT, 'tests/templates/options/template.json');
  const draw = (name, ...args) => {
    const small = ['--width', '60', ...args];
    const { status, stderr } = liveproof('render', options, '-o', name, ...small);
    assert.equal(stderr.replace(/^warning .*\n/gm, ''), '');
    assert.equal(status, 0);
    return readFileSync(join(folder, name)).toString('base64');
  };
  const photo = join(ROOT, 'tests/images/rgb444.jpg');
  const pictures = [
    draw('a.png'),
    draw('b.png', '--row', '1'),
    draw('c.png', '--set', 'charms=["heart","dot"]'),
    draw('d.png', '--photo', `picture=${photo}`),
  ];
  assert.equal(new Set(pictures).size, 4);
  assert.equal(liveproof('render', options, '-o', 'e.png', '--set', 'charms=heart').status, 2);
  assert.equal(liveproof('render', options, '-o', 'e.png', '--row', '7').status, 2);
  assert.equal(liveproof('render', options, '-o', 'e.png', '--photo', 'picture=no.jpg').status, 2);
});

test("types: a template's own types", () => {
  const options = [
    ...PLAQUE.options,
    { id: '2nd-line', kind: 'text', label: 'Two */ lines', help: 'Or\nthree' },
    { id: 'ink', kind: 'color', choices: [{ id: 'gold', color: 'gold' }] },
  ];
  const path = template('typed.json', { ...PLAQUE, id: '3-plaques', options });
  const { status, stdout } = liveproof('types', path);
  assert.equal(status, 0);
  assert.match(stdout, /^export interface _3PlaquesTemplate \{$/m);
  assert.match(stdout, /^ {4}readonly color: "red" \| "blue" \| CssColor;$/m);
  assert.match(
    stdout,
    /^ {4}\/\*\* Two \*\\\/ lines: Or three \*\/\n {4}readonly "2nd-line": string;$/m,
  );
  assert.match(stdout, /^ {4}readonly ink: "gold";$/m);
  assert.match(stdout, /^ {4}readonly size: number;$/m);
  assert.match(stdout, /^ {4}readonly frame: boolean;$/m);
  assert.match(stdout, /^ {2}readonly view: "front" \| "wide";$/m);
  const output = join(folder, 'typed.d.ts');
  const written = liveproof('types', path, '-o', output, '--name', 'Plaque', '--json');
  assert.equal(JSON.parse(written.stdout).name, 'Plaque');
  assert.match(readFileSync(output, 'utf8'), /^export interface Plaque \{$/m);
  assert.equal(liveproof('types', template('broken.json', '{')).status, 2);
});
