/** The table of environment variables: every one that the source reads is in it, and every one in it is read. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHANNEL_KINDS, secretsOf } from '../../shared/channels/index.ts';
import { LANGUAGES } from '../../shared/model/language.ts';
import { ENVIRONMENT_VARIABLES } from '../../shared/settings/environment.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TABLE = 'shared/settings/environment.ts';
const files = globSync(
  ['shared', 'adapters', 'cli', 'functions', 'infra'].map((folder) => `${folder}/**/*.{ts,js}`),
  {
    cwd: ROOT,
  },
).filter((file) => file !== TABLE);
const source = files.map((file) => readFileSync(path.join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''));

/** `process.env['X']`, `env['X']`, `environment['X']`, `variables['X']`; parts of an environment that a type or a parameter names. */
const READ = /\b(?:env|environment|variables)\??\.?\[\s*'([A-Z][A-Z0-9_]+)'/g;
const NAMED = /\{([^{}]*)\}\s*(?:=\s*process\.env|:\s*(?:Language|Screen)Environment)/g;
const OURS = /\bPOSTWATCH_[A-Z][A-Z_]*[A-Z]/g;

const known = new Set(ENVIRONMENT_VARIABLES.map(({ name }) => name));
/** The rest is up to the user. */
const prefixes = [...known].filter((name) => name.includes('<')).map((name) => name.split('<', 1)[0]!);
const isKnown = (name: string): boolean => known.has(name) || prefixes.some((prefix) => `${name}_`.startsWith(prefix));

function read(text: string): readonly string[] {
  const parts = [...text.matchAll(NAMED)].flatMap(([, inside = '']) => inside.match(/\b[A-Z][A-Z_]+\b/g) ?? []);
  return [...[...text.matchAll(READ)].map((match) => match[1]!), ...parts];
}

describe('the table of environment variables', () => {
  it('is compared with the variables that the source reads', () => {
    const all = source.flatMap(read);
    for (const name of ['NO_COLOR', 'AWS_REGION', 'POSTWATCH_TOKEN', 'LANG', 'COLUMNS', 'TERM', 'PATH'])
      expect(all).toContain(name);
    expect(read("process.env['SOME_NEW'] ?? environment['OTHER']")).toEqual(['SOME_NEW', 'OTHER']);
    expect(read('const { THIRD = 1 } = process.env')).toEqual(['THIRD']);
  });

  it('has every variable that the source reads or mentions', () => {
    const named = source.flatMap((text) => [...read(text), ...(text.match(OURS) ?? [])]);
    expect([...new Set(named)].filter((name) => !isKnown(name))).toEqual([]);
  });

  it('has no variable that nothing reads, and each only once', () => {
    const all = source.join('\n');
    const byOthers = ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID'];
    const unread = [...known].filter((name) => !all.includes(name.split('<', 1)[0]!.replace(/_$/, '')));
    expect(unread.filter((name) => !byOthers.includes(name))).toEqual([]);
    expect(known.size).toBe(ENVIRONMENT_VARIABLES.length);
  });

  it('has the variables of the table of channels', () => {
    for (const kind of CHANNEL_KINDS) {
      for (const { variable } of secretsOf(kind)) if (variable !== undefined) expect(known).toContain(variable);
      if (kind.aws !== null) expect(known).toContain(kind.aws.variable);
    }
  });

  it.each(ENVIRONMENT_VARIABLES)('says what $name does in every language', ({ about }) => {
    for (const language of LANGUAGES) expect(about[language]).toMatch(/[.다요]$|예: |: \S+$|[A-Z_]$/);
    expect(about.ko).toMatch(/[가-힣]/);
  });
});
