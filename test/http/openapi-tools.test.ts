/** The OpenAPI document in other people's tools: a linter, and a generator whose client compiles and works against a server. */
import { execFile } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { generateSource } from 'oazapfts';
import { describe, expect, it } from 'vitest';
import { openapi } from '../../shared/http/openapi.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { INCIDENT, TOKEN, testApi, watched } from './support/api.ts';
import { served } from './support/served.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DOCUMENT = JSON.stringify(openapi(ROUTES));

/** A program as a reader of `docs/api.md` would write it; the compiler holds its types against the document. */
const PROGRAM = `
import { acknowledge, addresses, checkOne, defaults, incident, snoozes } from './client.ts';
const { ENDPOINT = '', TOKEN = '', INCIDENT = '' } = process.env;
defaults.baseUrl = ENDPOINT.replace(/\\/$/, '');
const first = await addresses({ limit: 1 });
if (first.status !== 200) throw new Error(first.data.detail);
const seen: string[] = first.data.addresses.map((one) => one.watched?.role ?? 'unknown');
const next: string | null = first.data.next;
const second = await addresses({ limit: 1000, $from: next ?? '' });
if (second.status !== 200) throw new Error(second.data.detail);
const check = await checkOne('203.0.113.4', { domain: ['example.com'], only: 'ptr' });
const refused = await acknowledge(INCIDENT, { why: 'ours' });
const authorized = { headers: { authorization: \`Bearer \${TOKEN}\` } };
const done = await acknowledge(INCIDENT, { why: 'ours' }, {}, authorized);
const one = await incident(INCIDENT);
const muted = await snoozes({ acceptLanguage: 'ko' });
console.log(JSON.stringify({
  seen,
  rest: second.data.addresses.length,
  check: check.status === 200 ? check.data.targets[0]?.findings[0]?.id : check.data.detail,
  refused: refused.status,
  done: done.status === 200 ? done.data.incident.state : done.data.detail,
  by: one.status === 200 ? one.data.standing?.acknowledged?.by : one.data.detail,
  muted: muted.status === 200 ? muted.data.snoozes.length : muted.data.detail,
}));
`;

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2024',
    lib: ['ES2024', 'DOM'],
    module: 'NodeNext',
    types: ['node'],
    noEmit: true,
    allowImportingTsExtensions: true,
    strict: true,
    skipLibCheck: true,
  },
};

async function project(program: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-client-'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const document = path.join(folder, 'openapi.json');
  writeFileSync(document, DOCUMENT);
  writeFileSync(path.join(folder, 'client.ts'), await generateSource(document));
  writeFileSync(path.join(folder, 'program.ts'), program);
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  return folder;
}

const node = (words: readonly string[], cwd: string, environment: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(process.execPath, [...words], { cwd, env: { ...process.env, ...environment } });

const compile = (folder: string) =>
  node([path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], folder).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );

describe('the linter', () => {
  const lint = async (source: string) =>
    (await lintFromString({ source, config: await createConfig({ extends: ['recommended-strict'] }) })).map(
      ({ ruleId, message }) => `${ruleId}: ${message}`,
    );

  it('finds nothing in the document, by its strictest recommended rules', async () => {
    expect(await lint(DOCUMENT)).toEqual([]);
  });

  it('would find a reference to a schema that does not exist', async () => {
    const found = await lint(DOCUMENT.replace('schemas/Addresses"', 'schemas/Adresses"'));
    expect(found).toContainEqual(expect.stringContaining('no-unresolved-refs'));
  });
});

describe('the generated client', () => {
  it('compiles, reads page by page, and acts with a token', async () => {
    const folder = await project(PROGRAM);
    expect(await compile(folder)).toBe('');
    const api = testApi();
    await watched(api);
    const server = await served(api);
    try {
      const { stdout } = await node(['program.ts'], folder, { ENDPOINT: server.url, TOKEN, INCIDENT });
      expect(JSON.parse(stdout)).toEqual({
        seen: ['sender'],
        rest: 2,
        check: 'ptr.confirmed',
        refused: 403,
        done: 'acknowledged',
        by: 'local',
        muted: 1,
      });
    } finally {
      await server.close();
      api.close();
    }
  });

  it('does not compile where the document says otherwise', async () => {
    const folder = await project(
      "import { checkOne } from './client.ts';\nawait checkOne('203.0.113.4', { domain: 1 });\n",
    );
    expect(await compile(folder)).toContain('program.ts(2,');
  });
});
