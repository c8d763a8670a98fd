/** The letters: the evidence stands in them, and no name that comes from outside can add a line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../shared/model/address.ts';
import { LANGUAGES } from '../../shared/model/language.ts';
import {
  beforeSending,
  LETTERS,
  type LetterFacts,
  lookForLetter,
  requestText,
} from '../../shared/reverse-dns/request-text.ts';
import { IP, NAME } from '../support/reverse-dns.ts';
import { runs } from '../support/thorough.ts';
import { zone } from '../support/zone.ts';

const facts = async (more: Partial<LetterFacts> = {}): Promise<LetterFacts> => ({
  address: address(IP),
  hostname: NAME,
  evidence: await lookForLetter(address(IP), NAME, zone({ [NAME]: { A: [IP] } })),
  ...more,
});

const EACH = LETTERS.flatMap((letter) => LANGUAGES.map((language) => [letter, language] as const));

describe('the letter that requests a reverse name', () => {
  it.each(EACH)(
    'to %s in %s has the address, the name, the sender of the letter, and no resolver of ours',
    async (letter, language) => {
      const text = requestText(letter, language, await facts());
      expect(text).toContain(IP);
      expect(text).toContain(NAME);
      // Whose resolver we ask is nobody's business.
      expect(text).not.toMatch(/192\.0\.2\.53|dig @|127\.0\.0\.1/);
      for (const blank of language === 'en'
        ? ['[name]', '[company]', '[telephone number]']
        : ['[이름]', '[회사명]', '전화번호]'])
        expect(text.replace('[mail address, telephone number]', '[telephone number]')).toContain(blank);
    },
  );

  it('in English shows what DNS answers, and how to repeat it', async () => {
    const text = requestText('isp', 'en', await facts());
    expect(text).toContain(`- ${NAME} A: ${IP} (NOERROR, 2026-11-24T12:00:00.000Z)`);
    expect(text).toContain('dig 25.100.51.198.in-addr.arpa PTR');
    expect(text).toMatch(/25\.100\.51\.198\.in-addr\.arpa PTR: none \(NXDOMAIN/);
    expect(text).toContain('Contract or line number: [number]');
  });

  it('in Korean has the blanks that an ISP asks for, the time in Korea first, and the current record', async () => {
    const text = requestText('isp', 'ko', await facts());
    for (const part of [
      `제목: 역방향 DNS(PTR) 등록 요청 - ${IP} ([회사명])`,
      '사업자등록번호',
      '계약(회선) 번호: [번호]',
      `등록할 레코드: 25.100.51.198.in-addr.arpa. IN PTR ${NAME}.`,
      '3. 정방향 레코드(당사에서 등록 완료)',
      '확인 일시: 2026-11-24 21:00 KST (12:00 UTC)',
      '4. 현재 PTR 레코드\n   - 없음\n',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/\(으\)로|은\(는\)|NXDOMAIN|귀하/);
  });

  it('in Korean does not claim a forward record that is missing, nor a reverse name that was not seen', async () => {
    const evidence = await lookForLetter(
      address(IP),
      NAME,
      zone({}, { failing: { '* 25.100.51.198.in-addr.arpa': 'timeout' } }),
    );
    for (const letter of LETTERS) {
      const text = requestText(letter, 'ko', await facts({ evidence }));
      expect(text).not.toMatch(/등록 완료|PTR 레코드\n? *-? ?:? ?없음/);
      expect(text).toContain(`${NAME}. IN A ${IP}]`);
    }
  });

  it('to AWS has what the form asks for, and room for your own words', async () => {
    const elasticIp = { allocationId: 'eipalloc-25', region: 'eu-west-1', account: '123456789012' };
    const text = requestText('aws', 'en', await facts({ elasticIp }));
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
    const text = requestText('isp', 'en', await facts({ address: address('2001:db8::25'), evidence: [] }));
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
    ['resolves to the address', { [NAME]: { A: [IP] } }, {}, null],
    ['does not exist', {}, {}, /^Do not send the letter yet: .* has no A record\. Publish/],
    [
      'resolves to another address',
      { [NAME]: { A: ['198.51.100.9'] } },
      {},
      /resolves to 198\.51\.100\.9\. .*name of its own/,
    ],
    ['could not be looked up', {}, { [`A ${NAME}`]: 'timeout' as const }, /^We could not look up/],
  ])('is not to be sent before the forward record is there: it %s', async (_, zones, failing, warning) => {
    const evidence = await lookForLetter(address(IP), NAME, zone(zones, { failing }));
    const before = beforeSending(await facts({ evidence }));
    if (warning === null) expect(before).toBeNull();
    else expect(before?.en).toMatch(warning);
    // A question without an answer is no "no record".
    expect(requestText('isp', 'en', await facts({ evidence })).includes('TIMEOUT')).toBe(false);
  });

  it('keeps its lines, whatever the names hold', async () => {
    const hostile = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.constantFrom('a\r\nBcc: all@example.com', 'a\u2028Bcc: x', 'a\u0085b', '\u202egnp.exe', 'x'.repeat(5000)),
    );
    for (const [letter, language] of EACH) {
      const plain = requestText(letter, language, await facts()).split('\n');
      const { evidence } = await facts();
      await fc.assert(
        fc.asyncProperty(hostile, hostile, async (hostname, answer) => {
          const text = requestText(letter, language, {
            ...(await facts({ hostname })),
            evidence: evidence.map((one) => ({ ...one, question: hostname, resolver: answer, answers: [answer] })),
          });
          const lines = text.split(/[\n\r\u2028\u2029\u0085\v\f]/);
          expect(lines).toHaveLength(plain.length);
          expect(lines.filter((line) => line.startsWith('Bcc'))).toEqual([]);
          expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(400);
        }),
        { numRuns: runs(40) },
      );
    }
  });
});
