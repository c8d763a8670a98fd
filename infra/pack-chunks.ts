/**
 * How the packaged command line is cut into files. esbuild makes a file for each set of modules that the same `import()`s
 * reach, and there are a hundred of those: `check` was read from 74 files at a millisecond of processor time each. What runs
 * only after the core of every command was loaded is therefore made to reach all of it, which costs nothing and leaves few sets.
 */
import type { Metafile } from 'esbuild';

/** What runs before any command. */
const FIRST = 'cli/main.ts';

/** What the commands have in common, and little more: the first command of most people. */
const CORE = 'cli/commands/check.ts';

/** Loaded by `import()` without a command that has loaded the core. */
const WITHOUT_CORE: ReadonlySet<string> = new Set([
  'cli/version.ts',
  'cli/complaint.ts',
  'cli/help/screen.ts',
  'cli/commands/help.ts',
  'cli/commands/completion.ts',
]);

/** Split for Lambda, where an instance meets one route. Here `serve` needs them all, and a command's call a few files. */
const LATE_FOR_LAMBDA = /^shared\/http\//;

/** The source with what it loads late loaded at once, where the reason for being late is another's. */
export function lateAtOnce(file: string, source: string): string {
  if (!LATE_FOR_LAMBDA.test(file)) return source;
  const imported: string[] = [];
  const body = source.replace(/(?<!typeof )\bimport\('(\.[^']+)'\)/g, (_, name: string) => {
    imported.push(`import * as late${imported.length} from '${name}';`);
    return `Promise.resolve(late${imported.length - 1})`;
  });
  return [...imported, body].join('\n');
}

/**
 * An `import` of one of Node's modules evaluates all that the module has, what is made at first use included: with `fs` all its
 * promises and streams, with `util` the colours of differences, 5 ms of processor time each. This takes what is named.
 */
export const onlyWhatIsUsed = (source: string): string =>
  source.replace(
    /^import (?!type\b)(\w+)?(?:, )?(\{[^}]*\})? from '(node:[\w/]+)';$/gm,
    (_, whole: string | undefined, named: string | undefined, name: string) => {
      const module = `process.getBuiltinModule('${name}')`;
      const functions = functionsIn(name, named);
      if (functions !== null)
        return functions.map((one) => `const ${one} = (...words) => ${module}.${one}(...words);`).join(' ');
      const taken = [...(whole === undefined ? [] : [whole]), ...(named === undefined ? [] : [valuesIn(named)])];
      return taken.map((one) => `const ${one} = ${module};`).join(' ');
    },
  );

/** 5 ms of processor time to load, and hashes of it are made by few of the commands whose code has them. */
const SLOW = 'node:crypto';

/** Names of the functions where nothing else is imported of a module that is better loaded when they are called; else null. */
function functionsIn(name: string, named: string | undefined): readonly string[] | null {
  const names = (named ?? '').match(/\w+/g) ?? [];
  return name === SLOW && names.length > 0 && names.every((one) => /^[a-z]/.test(one) && one !== 'type') ? names : null;
}

/** `{ a, type B, c as d }` -> `{ a, c: d }`. */
const valuesIn = (named: string): string =>
  named.replace(/\btype \w+(?: as \w+)?,?/g, '').replace(/(\w+) as (\w+)/g, '$1: $2');

/** Modules of ours that are loaded by `import()`, and whether that is when the core has been, or has to be anyway. */
export function loadedLate({ inputs }: Metafile): ReadonlyMap<string, boolean> {
  const core = atOnceWith(CORE, inputs);
  const late = Object.values(inputs).flatMap(({ imports }) =>
    imports.filter(({ kind, external }) => kind === 'dynamic-import' && external !== true).map((one) => one.path),
  );
  return new Map(
    late.filter((file) => file.endsWith('.ts')).map((file) => [file, !core.has(file) && !WITHOUT_CORE.has(file)]),
  );
}

/** For each of them what is loaded by then, which it is made to reach: the first file that runs, or with it the core. */
export const alreadyLoaded = (late: ReadonlyMap<string, boolean>): ReadonlyMap<string, readonly string[]> =>
  new Map([...late].map(([file, afterCore]) => [file, afterCore ? [FIRST, CORE] : [FIRST]]));

function atOnceWith(file: string, inputs: Metafile['inputs'], seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const one of inputs[file]?.imports ?? [])
    if (one.kind !== 'dynamic-import' && one.external !== true) atOnceWith(one.path, inputs, seen);
  return seen;
}
