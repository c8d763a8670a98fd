import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { route53Command, splitStrings, type TxtChange, txtBatch, txtLine } from '../../shared/spf/zone-line.ts';

const record = `v=spf1 ${'ip4:192.0.2.1 '.repeat(40)}-all`;

describe('the strings of a TXT record', () => {
  it('are at most 255 octets, join to the record, and are cut behind a space', () => {
    const strings = splitStrings(record);
    expect(strings).toHaveLength(3);
    expect(strings.join('')).toBe(record);
    expect(strings.slice(0, -1).every((text) => text.endsWith(' ') && text.length <= 255)).toBe(true);
  });

  it('join to the text for any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        const strings = splitStrings(text);
        expect(strings.join('')).toBe(text);
        expect(strings.every(({ length }) => length <= 255)).toBe(true);
        expect(strings.slice(1).every(({ length }) => length > 0)).toBe(true);
      }),
    );
  });
});

describe('a zone-file line', () => {
  it.each([
    ['v=spf1 -all', 'example.com. 300 IN TXT "v=spf1 -all"'],
    ['say "hi" \\ ;', 'example.com. 300 IN TXT "say \\"hi\\" \\\\ ;"'],
    ['\xe9\n', 'example.com. 300 IN TXT "\\233\\010"'],
  ])('writes %j', (text, line) => {
    expect(txtLine('example.com', text)).toBe(line);
  });

  it('holds several strings', () => {
    expect(txtLine('example.com', record).match(/"[^"]*"/g)).toHaveLength(3);
  });
});

const batchOf = (neighbours: readonly (readonly string[])[], more: Partial<TxtChange> = {}): string | null =>
  txtBatch([{ owner: 'example.com', text: 'v=spf1 -all', ttl: 300, neighbours, isNew: false, ...more }]);

describe('a Route 53 change batch for a TXT record', () => {
  it('creates what is not there, so that it fails where someone was faster', () => {
    expect(JSON.parse(batchOf([], { isNew: true }) ?? '').Changes[0].Action).toBe('CREATE');
  });

  it('replaces the set of TXT records and keeps the others', () => {
    const batch = JSON.parse(batchOf([['site=it\'s "x"'], ['a', 'b'], ['\xe9']], { ttl: 3600 }) ?? '');
    expect(batch).toEqual({
      Changes: [
        {
          Action: 'UPSERT',
          ResourceRecordSet: {
            Name: 'example.com.',
            Type: 'TXT',
            TTL: 3600,
            ResourceRecords: [
              { Value: '"v=spf1 -all"' },
              { Value: '"site=it\'s \\"x\\""' },
              { Value: '"a" "b"' },
              { Value: '"\\351"' },
            ],
          },
        },
      ],
    });
  });

  it('is not offered where the others are too large', () => {
    expect(batchOf([Array(100).fill('x'.repeat(255))])).toBeNull();
  });

  it('passes through a shell unchanged', () => {
    const batch = batchOf([['it\'s $HOME `x` \\ "q"']]) ?? '';
    const script = `aws() { printf '%s' "$6"; }; ${route53Command(batch)}`;
    expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' })).toBe(batch);
  });
});
