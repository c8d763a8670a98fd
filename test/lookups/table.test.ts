/** The table of lookups: every file of the folder stands in it, and every example is understood. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOOKUPS } from '../../shared/lookups/index.ts';
import { readLookup } from '../../shared/lookups/lookup.ts';

it('has a line for each file', () => {
  const folder = path.resolve(import.meta.dirname, '../../shared/lookups');
  const files = readdirSync(folder).filter(
    (file) => file.endsWith('.ts') && file !== 'index.ts' && file !== 'lookup.ts',
  );
  expect(LOOKUPS.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

describe('a lookup is understood', () => {
  it.each(LOOKUPS.map(({ name, example }) => [name, example]))('%s, by its own example', (name, example) => {
    const lookup = readLookup(example);
    expect(lookup.ok && lookup.value.command).toBe(name);
    expect(lookup.ok && `${name}:${lookup.value.argument}`).toContain(example);
  });

  it.each([
    ['MX:Example.COM.', 'example.com'],
    ['smtp:mail.example.com', 'mail.example.com:25'],
    ['smtp:[2001:db8::25]:587', '[2001:db8::25]:587'],
    ['smtp:2001:db8::25', '[2001:db8::25]:25'],
    ['tcp:203.0.113.25:25', '203.0.113.25:25'],
    ['https:https://www.example.com/a?b', 'www.example.com/a?b'],
    ['http://www.example.com', 'www.example.com/'],
    ['ptr:::ffff:203.0.113.25', '203.0.113.25'],
    ['spf:example.com:2001:db8::25,203.0.113.1', 'example.com:2001:db8::25,203.0.113.1'],
    ['dkim:S1:example.com', 's1:example.com'],
    ['whois:as64500', 'AS64500'],
    ['mx:bücher.example', 'xn--bcher-kva.example'],
  ])('%s is %s', (text, argument) => {
    const lookup = readLookup(text);
    expect(lookup.ok && lookup.value.argument).toBe(argument);
  });
});

it.each([
  ['mxx:example.com', 'mx'],
  ['blaklist:example.com', 'blacklist'],
  ['smpt:example.com', 'smtp'],
  ['hwois:example.com', 'whois'],
  ['mtasts:example.com', 'mta-sts'],
  ['tlsrpt:example.com', 'tls-rpt'],
])('%s: the nearest is suggested', (text, name) => {
  const lookup = readLookup(text);
  expect(lookup.ok ? '' : lookup.problem).toContain(`did you mean ${name},`);
});
