/** The directions of the design, held by a test: who may import whom, and that `shared/` stays free of the outside. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDERS = ['shared', 'adapters', 'cli', 'docs', 'functions', 'infra', 'trial', 'bench', 'test'];
const files = globSync(
  FOLDERS.map((folder) => `${folder}/**/*.ts`),
  { cwd: ROOT },
).sort();
const source = new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]));

/** The project's own files that a file imports, types included, and the packages. */
function imports(file: string): { own: string[]; packages: string[] } {
  const named = [...source.get(file)!.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
  return {
    own: named.filter((name) => name.startsWith('.')).map((name) => path.posix.join(path.posix.dirname(file), name)),
    packages: named.filter((name) => !name.startsWith('.')),
  };
}

/** Inside shared: a folder may import from its own level's left, never from the right. */
const LAYERS: readonly (readonly string[])[] = [
  ['http'],
  ['report'],
  ['diagnose'],
  ['watch', 'lookups'],
  ['settings'],
  ['channels'],
  ['notices'],
  ['checks'],
  ['dnsbl', 'ptr', 'spf', 'reverse-dns', 'bounce'],
  ['dns'],
  ['net'],
  ['remedies'],
  ['model'],
];
const layer = (file: string): number => LAYERS.findIndex((folders) => folders.includes(file.split('/')[1]!));

/** What each top folder may import from. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  adapters: ['adapters', 'shared'],
  cli: ['cli', 'adapters', 'shared'],
  docs: ['docs', 'cli', 'shared'],
  functions: ['functions', 'adapters', 'shared'],
  infra: ['infra', 'shared'],
  trial: ['trial', 'infra', 'cli', 'adapters', 'shared'],
};

describe('the directions of imports', () => {
  it('the test finds the source files at all', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(imports('shared/dns/answer.ts').own).toContain('shared/model/finding.ts');
  });

  it.each(files.filter((file) => MAY[file.split('/')[0]!] !== undefined))(
    '%s imports only what its folder may',
    (file) => {
      const allowed = MAY[file.split('/')[0]!]!;
      expect(imports(file).own.filter((other) => !allowed.includes(other.split('/')[0]!))).toEqual([]);
    },
  );

  it.each(files.filter((file) => file.startsWith('shared/')))('%s imports only from its own layer or below', (file) => {
    expect(layer(file), `${file} stands in no known folder`).toBeGreaterThanOrEqual(0);
    const upward = imports(file).own.filter((other) => {
      const same = layer(other) === layer(file) && other.split('/')[1] !== file.split('/')[1];
      return layer(other) < layer(file) || same;
    });
    expect(upward).toEqual([]);
  });

  it('no folders import each other in a circle', () => {
    const holds = (folder: string, other: string): boolean => other.startsWith(`${folder}/`);
    const doors = new Map<string, Set<string>>();
    for (const file of files.filter((one) => MAY[one.split('/')[0]!] !== undefined)) {
      const room = path.posix.dirname(file);
      const others = imports(file).own.map((other) => path.posix.dirname(other));
      const beside = others.filter((other) => other !== room && !holds(room, other) && !holds(other, room));
      doors.set(room, new Set([...(doors.get(room) ?? []), ...beside]));
    }
    const wayBack = (from: string, room: string, seen = new Set<string>()): boolean =>
      [...(doors.get(from) ?? [])].some(
        (next) => next === room || (!seen.has(next) && wayBack(next, room, seen.add(next))),
      );
    expect([...doors.keys()].filter((room) => wayBack(room, room))).toEqual([]);
  });

  it('only shared/net opens sockets, and only adapters/aws talks to AWS', () => {
    const sockets = /^node:(dgram|net|tls|http|https|http2|dns)$/;
    const offenders = files
      .filter((file) => file.startsWith('shared/') && !file.startsWith('shared/net/'))
      .filter((file) => imports(file).packages.some((name) => sockets.test(name) && !isAddressHelper(file, name)));
    expect(offenders).toEqual([]);
    const aws = files.filter((file) => imports(file).packages.some((name) => name.startsWith('@aws-sdk/')));
    expect(aws.filter((file) => !file.startsWith('adapters/aws/') && !file.startsWith('test/'))).toEqual([]);
  });
});

/** `isIP` is a pure function that happens to live in node:net. */
function isAddressHelper(file: string, name: string): boolean {
  return name === 'node:net' && /import \{ isIP(v4|v6)? \} from 'node:net'/.test(source.get(file)!);
}

describe('the code in shared/ is pure', () => {
  const FORBIDDEN: readonly (readonly [string, RegExp])[] = [
    ['the clock', /\bDate\.now\(|\bnew Date\(\)|\bperformance\./],
    ['timers', /\b(setTimeout|setInterval|setImmediate)\(/],
    ['dice', /\bMath\.random\(|\brandomInt\(|\brandomBytes\(|\brandomUUID\(/],
    ['the environment', /\bprocess\.(env|argv|exit|stdout|stderr|cwd)/],
    ['the console', /\bconsole\./],
    ['the file system', /from 'node:(fs|fs\/promises|child_process|sqlite|os)'/],
  ];
  const shared = files.filter((file) => file.startsWith('shared/'));

  it.each(FORBIDDEN)('no file reaches for %s', (_what, pattern) => {
    const code = (file: string): string => source.get(file)!.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(shared.filter((file) => pattern.test(code(file)))).toEqual([]);
  });
});

describe('the tests', () => {
  it('draw no lots of their own: what they draw is drawn by a property, from a seed', () => {
    const dice = /\bMath\.random\(|\brandomInt\(|\brandomBytes\(|\bgetRandomValues\(/;
    const own = files.filter((file) => file.startsWith('test/') && file !== 'test/architecture.test.ts');
    expect(own.length).toBeGreaterThan(100);
    expect(own.filter((file) => dice.test(source.get(file)!))).toEqual([]);
  });

  // Where `test/support/seed.ts` is not, the dice are the machine's: in front of real servers.
  it("use the product's dice by name only in front of real servers, and in one more that gets seeded ones", () => {
    const naming = files.filter(
      (file) => file.startsWith('test/') && /^import .*adapters\/local\/random\.ts'/m.test(source.get(file)!),
    );
    expect(naming.filter((file) => !file.startsWith('test/servers/'))).toEqual(['test/lookups/dns.test.ts']);
  });
});

/** Names declared and exported in `file`; what it passes on from elsewhere is no name of its own. */
function exported(file: string): string[] {
  const declaration =
    /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|class|type|interface|enum|let) (\w+)/gm;
  return [...source.get(file)!.matchAll(declaration)].map((match) => match[1]!);
}

describe('exported names', () => {
  it('every exported name is unique in the project', () => {
    const own = files.filter((file) => !file.startsWith('test/') && !file.startsWith('bench/'));
    const places = Map.groupBy(
      own.flatMap((file) => exported(file).map((name) => ({ name, file }))),
      ({ name }) => name,
    );
    // A function file's `handler` is what Lambda calls.
    const shared = [...places].filter(([name, some]) => name !== 'handler' && some.length > 1);
    expect(shared.map(([name, some]) => `${name}: ${some.map(({ file }) => file).join(', ')}`)).toEqual([]);
  });
});

describe('the size of files', () => {
  const TABLES = ['shared/dnsbl/lists.ts', 'shared/bounce/remedies.ts'];

  it('no file except a data table is longer than 400 lines', () => {
    const long = files.filter(
      (file) =>
        !file.startsWith('test/') &&
        !TABLES.includes(file) &&
        !file.startsWith('shared/dnsbl/lists') &&
        !file.startsWith('shared/bounce/rules/'),
    );
    expect(long.filter((file) => source.get(file)!.split('\n').length > 400)).toEqual([]);
  });
});
