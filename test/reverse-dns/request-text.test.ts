/** The letters: the evidence stands in them, and no name that comes from outside can add a line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../shared/model/address.ts';
import {
  beforeSending,
  LETTERS,
  type LetterFacts,
  lookForLetter,
  requestText,
} from '../../shared/reverse-dns/request-text.ts';
import { IP, NAME } from '../support/reverse-dns.ts';
import { zone } from '../support/zone.ts';

const facts = async (more: Partial<LetterFacts> = {}): Promise<LetterFacts> => ({
  address: address(IP),
  hostname: NAME,
  evidence: await lookForLetter(address(IP), NAME, zone({ [NAME]: { A: [IP] } })),
  ...more,
});

describe('a letter', () => {
  it.each(LETTERS)('%s has the address, the name and what DNS answers', async (letter) => {
    const text = requestText(letter, await facts());
    expect(text).toContain(IP);
    expect(text).toContain(NAME);
    expect(text).toContain(`- ${NAME} A: ${IP} (NOERROR, 2026-11-24T12:00:00.000Z)`);
    expect(text).toContain('dig 25.100.51.198.in-addr.arpa PTR');
    // Whose resolver we ask is nobody's business.
    expect(text).not.toContain('192.0.2.53');
    expect(text).toMatch(/25\.100\.51\.198\.in-addr\.arpa PTR: (none|no record|레코드 없음) \(NXDOMAIN/);
  });

  it('to AWS has what the form asks for, and room for AWS’s own words', async () => {
    const elasticIp = { allocationId: 'eipalloc-25', region: 'eu-west-1', account: '123456789012' };
    const text = requestText('aws', await facts({ elasticIp }));
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'AWS account: 123456789012',
        'Region: eu-west-1',
        'Allocation id: eipalloc-25',
        `Elastic IP address: ${IP}`,
        `Reverse DNS record: ${NAME}`,
        'EC2 answered our own request with: [the words of its refusal]',
      ]),
    );
  });

  it('to an ISP names the record, of an IPv6 address too', async () => {
    const text = requestText('isp-en', await facts({ address: address('2001:db8::25'), evidence: [] }));
    expect(text).toContain(
      `${'5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2'}.ip6.arpa. IN PTR ${NAME}.`,
    );
    expect(text.startsWith('Subject: Reverse DNS (PTR record) of 2001:db8::25\n')).toBe(true);
  });

  it('asks for AAAA where the address is IPv6', async () => {
    const evidence = await lookForLetter(address('2001:db8::25'), NAME, zone({ [NAME]: { AAAA: ['2001:db8::25'] } }));
    expect(evidence.map(({ type, answers }) => `${type} ${answers}`)).toEqual(['AAAA 2001:db8::25', 'PTR ']);
  });

  it.each([
    ['leads to the address', { [NAME]: { A: [IP] } }, {}, null],
    ['does not exist', {}, {}, /^do not send the letter yet: .* has no A record\. Publish/],
    ['leads elsewhere', { [NAME]: { A: ['198.51.100.9'] } }, {}, /resolves to 198\.51\.100\.9\. .*name of its own/],
    ['could not be looked up', {}, { [`A ${NAME}`]: 'timeout' as const }, /^we could not look up/],
  ])('is not to be sent before the forward record stands: it %s', async (_, zones, failing, warning) => {
    const evidence = await lookForLetter(address(IP), NAME, zone(zones, { failing }));
    const before = beforeSending(await facts({ evidence }));
    if (warning === null) expect(before).toBeNull();
    else expect(before).toMatch(warning);
    // A question without an answer is no "no record".
    expect(requestText('isp-en', await facts({ evidence })).includes('TIMEOUT')).toBe(false);
  });

  it('keeps its lines, whatever stands in the names', async () => {
    const hostile = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.constantFrom('a\r\nBcc: all@example.com', 'a\u2028Bcc: x', 'a\u0085b', '\u202egnp.exe', 'x'.repeat(5000)),
    );
    for (const letter of LETTERS) {
      const plain = requestText(letter, await facts()).split('\n');
      const { evidence } = await facts();
      await fc.assert(
        fc.asyncProperty(hostile, hostile, async (hostname, answer) => {
          const text = requestText(letter, {
            ...(await facts({ hostname })),
            evidence: evidence.map((one) => ({ ...one, question: hostname, resolver: answer, answers: [answer] })),
          });
          const lines = text.split(/[\n\r\u2028\u2029\u0085\v\f]/);
          expect(lines).toHaveLength(plain.length);
          expect(lines.filter((line) => line.startsWith('Bcc'))).toEqual([]);
          expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(400);
        }),
        { numRuns: 40 },
      );
    }
  });
});
