/** The table of lookups: every file of the folder stands in it, and every example is understood. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { LOOKUPS } from '../../shared/lookups/index.ts';
import { readLookup } from '../../shared/lookups/lookup.ts';
import { createConnector } from '../../shared/net/connector.ts';
import { publicOnly } from '../../shared/net/guard.ts';
import { look, lookupPorts, verdicts } from '../support/lookups.ts';
import { zone } from '../support/zone.ts';

it('the table of lookups has a line for each file', () => {
  const folder = path.resolve(import.meta.dirname, '../../shared/lookups');
  const files = globSync('*/*.ts', { cwd: folder }).filter((file) =>
    /^export const \w+ = command[<(]/m.test(readFileSync(path.join(folder, file), 'utf8')),
  );
  expect(LOOKUPS.map(({ name }) => `${name}.ts`).sort()).toEqual(files.map((file) => path.basename(file)).sort());
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
    ['dkim:schlüssel:bücher.example', 'xn--schlssel-95a:xn--bcher-kva.example'],
    ['whois:as64500', 'AS64500'],
    ['whois:mail.example.co.uk', 'example.co.uk'],
    ['whois:co.kr', 'co.kr'],
    ['mx:bücher.example', 'xn--bcher-kva.example'],
  ])('%s is %s', (text, argument) => {
    const lookup = readLookup(text);
    expect(lookup.ok && lookup.value.argument).toBe(argument);
  });
});

describe('an address from a documentation range', () => {
  it.each(LOOKUPS.filter(({ example }) => /203\.0\.113/.test(example)).map(({ example }) => example))(
    'gets a note in the lookup %s',
    (text) => {
      const lookup = readLookup(text);
      expect(lookup.ok && lookup.value.note?.en).toBe('203.0.113.25 lies in a documentation range (RFC 5737)');
    },
  );

  it.each([
    'tcp:203.0.113.25:25',
    'smtp:[2001:db8::25]',
    'http:203.0.113.25/',
    'https:[2001:db8::25]/x',
    'ping:198.18.0.1',
    'trace:192.0.2.1',
    'spf:example.com:8.8.8.8,203.0.113.1',
    'arin:198.51.100.9',
    'blacklist:3fff::1',
  ])('gets a note and no connection in the lookup %s', async (text) => {
    const lookup = readLookup(text);
    expect(lookup.ok && lookup.value.note?.en).toMatch(/^\S+ lies in a (documentation|benchmark) range \(RFC \d+\)$/);
    if (!/^(tcp|smtp|http|https|ping|trace):/.test(text)) return;
    const connector = createConnector({ clock: systemClock, guard: publicOnly });
    const result = await look(text, lookupPorts(zone({}), { connector, clock: systemClock }));
    expect(result.note?.en).toContain('lies in a');
    expect(verdicts(result).filter((one) => !/name/.test(one))).toEqual([`unknown ${result.command}.not-connected`]);
    expect(result.timeouts.at(-1)?.summary).toMatch(/^Nothing was sent to \S+: it is in a/);
  });

  it.each(['ptr:8.8.8.8', 'mx:example.com', 'tcp:mail.example.com:25'])('is not seen in %s', (text) => {
    const lookup = readLookup(text);
    expect(lookup.ok && lookup.value.note).toBeNull();
  });
});

it.each([
  ['mxx:example.com', 'mx'],
  ['blaklist:example.com', 'blacklist'],
  ['smpt:example.com', 'smtp'],
  ['hwois:example.com', 'whois'],
  ['mtasts:example.com', 'mta-sts'],
  ['tlsrpt:example.com', 'tls-rpt'],
])('for the unknown lookup %s the nearest one is suggested', (text, name) => {
  const lookup = readLookup(text);
  expect(lookup.ok ? '' : lookup.problem.en).toContain(`Did you mean ${name} (`);
});
