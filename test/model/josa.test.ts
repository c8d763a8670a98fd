import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JosaPair, josa, josaOr } from '../../shared/model/josa.ts';

/** Each word with what fits it of 은/는, 이/가, 을/를 and 으로/로. */
const TABLE: Readonly<Record<string, string>> = {
  '203.0.113.25': '는 가 를 로',
  '203.0.113.14': '는 가 를 로',
  '203.0.113.10': '은 이 을 으로',
  '203.0.113.1': '은 이 을 로',
  '203.0.113.3': '은 이 을 으로',
  '203.0.113.6': '은 이 을 으로',
  '203.0.113.7': '은 이 을 로',
  '203.0.113.8': '은 이 을 로',
  '203.0.113.99': '는 가 를 로',
  '203.0.113.0/24': '는 가 를 로',
  '203.0.113.0/28': '은 이 을 로',
  '2001:db8::25': '는 가 를 로',
  '2001:db8::f': '는 가 를 로',
  '2001:db8::': '은 이 을 으로',
  '2001:db8::/32': '는 가 를 로',
  '10.0.0.2:53': '은 이 을 으로',
  '[2001:db8::1]:53': '은 이 을 으로',
  'mail.example.com': '은 이 을 으로',
  'mail.example.com.': '은 이 을 으로',
  'EXAMPLE.COM': '은 이 을 으로',
  '_spf.example.net': '은 이 을 으로',
  'example.net': '은 이 을 으로',
  'example.org': '는 가 를 로',
  'example.co.kr': '은 이 을 로',
  'example.it': '는 가 를 로',
  'example.tm': '은 이 을 으로',
  '예시.한국': '은 이 을 으로',
  'user@example.com': '은 이 을 으로',
  '25.113.0.203.in-addr.arpa': '는 가 를 로',
  SPF: '는 가 를 로',
  DKIM: '은 이 을 으로',
  DMARC: '는 가 를 로',
  PTR: '은 이 을 로',
  CNAME: '은 이 을 으로',
  MX: '는 가 를 로',
  DNS: '는 가 를 로',
  RBL: '은 이 을 로',
  'A/AAAA': '는 가 를 로',
  '역방향 DNS(PTR)': '는 가 를 로',
  '차단 목록(RBL)': '은 이 을 으로',
  'Elastic IP(탄력적 IP)': '는 가 를 로',
  '목록(정책 목록(PBL) 제외)': '은 이 을 으로',
  Spamhaus: '는 가 를 로',
  'Spamhaus CSS': '는 가 를 로',
  'Spamhaus ZEN': '은 이 을 으로',
  'Spamhaus PBL': '은 이 을 로',
  SpamCop: '은 이 을 으로',
  'Barracuda BRBL': '은 이 을 로',
  'Trend Micro ERS': '는 가 를 로',
  'UCEPROTECT Level 1': '은 이 을 로',
  Gmail: '은 이 을 로',
  gmail: '은 이 을 로',
  Yahoo: '는 가 를 로',
  softfail: '은 이 을 로',
  permerror: '는 가 를 로',
  '~all': '은 이 을 로',
  '"~all"': '은 이 을 로',
  '`SPF`': '는 가 를 로',
  NXDOMAIN: '은 이 을 으로',
  EC2: '는 가 를 로',
  'Route 53': '은 이 을 으로',
  S3: '는 가 를 로',
  네이버: '는 가 를 로',
  '다음(Daum)': '은 이 을 으로',
  '0.3%': '는 가 를 로',
  '18:00': '은 이 을 으로',
  '5,000통': '은 이 을 으로',
  메일: '은 이 을 로',
};

/** What nobody can know from the letters, or what is no word. */
const UNKNOWN: readonly string[] = [
  '',
  ' ',
  '.',
  '()',
  '(PTR)',
  'mailspikes',
  'postwatch.json',
  'example.museum',
  'recording.mp3',
  'include:_spf.example.net',
  'https://check.spamhaus.org/',
  'https://example.com/a.com',
  'ptr)',
  '메일?',
  'А', // Cyrillic
  '郵',
  '\ud800',
];

const PAIRS: readonly JosaPair[] = ['은/는', '이/가', '을/를', '과/와', '으로/로', '이나/나', '이며/며'];
const pair = fc.constantFrom(...PAIRS);
const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w()."'`\s:@가-힣]*$/));
const hangul = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCodePoint(code));

describe('the particle of a Korean word', () => {
  test.each(Object.entries(TABLE))('of %s: %s', (word, particles) => {
    const found = (['은/는', '이/가', '을/를', '으로/로'] as const).map((one) => josa(word, one)?.slice(word.length));
    expect(found.join(' ')).toBe(particles);
  });

  test.each(UNKNOWN)('of %j cannot be known', (word) => {
    expect(PAIRS.map((one) => josa(word, one))).toEqual(PAIRS.map(() => null));
  });

  test('is right for the pairs that the table above leaves out', () => {
    const rest = (word: string): string =>
      (['과/와', '이나/나', '이며/며'] as const).map((one) => josa(word, one)).join(' ');
    expect(rest('SPF')).toBe('SPF와 SPF나 SPF며');
    expect(rest('PTR')).toBe('PTR과 PTR이나 PTR이며');
    expect(rest('DKIM')).toBe('DKIM과 DKIM이나 DKIM이며');
  });

  test('is right for a decomposed name, as macOS writes file names', () => {
    expect(josa('설정'.normalize('NFD'), '으로/로')).toBe(`${'설정'.normalize('NFD')}으로`);
  });

  test('is that of a noun where the word has none', () => {
    expect(josaOr('postwatch.json', '을/를', '파일')).toBe('postwatch.json 파일을');
    expect(josaOr('mail.example.museum', '으로/로', '호스트')).toBe('mail.example.museum 호스트로');
    expect(josaOr('mail.example.com', '은/는', '호스트')).toBe('mail.example.com은');
  });
});

describe('the Korean particles of any text', () => {
  test('leave the word as it is, and add one of the pair', () => {
    fc.assert(
      fc.property(anyText, pair, (word, one) => {
        const text = josa(word, one);
        if (text !== null) expect(one.split('/').map((particle) => word + particle)).toContain(text);
      }),
    );
  });

  test('give with a noun always a text, and never a particle in brackets', () => {
    fc.assert(
      fc.property(anyText, pair, (word, one) => {
        const added = josaOr(word, one, '레코드').slice(word.length);
        expect([...one.split('/'), ` 레코드${josa('레코드', one)?.slice(3)}`]).toContain(added);
      }),
    );
  });

  test('do not depend on brackets, quotation marks or a full stop', () => {
    const words = fc.oneof(hangul, fc.constantFrom(...Object.keys(TABLE)));
    fc.assert(
      fc.property(words, fc.stringMatching(/^[^()]*$/), pair, (word, inside, one) => {
        const particle = josa(word, one)?.slice(word.length);
        for (const form of [`${word}(${inside})`, `"${word}"`, `${word}.`, `\`${word}\` `]) {
          // Brackets are only read to the end of what is looked at.
          if (form.length < 200) expect(josa(form, one)).toBe(`${form}${particle}`);
        }
      }),
    );
  });

  test('are known for every Korean syllable, and ㄹ takes 로', () => {
    fc.assert(
      fc.property(hangul, (syllable) => {
        const last = syllable.normalize('NFD').at(-1) ?? '';
        const isOpen = last.codePointAt(0) === undefined || syllable.normalize('NFD').length === 2;
        expect(josa(syllable, '은/는')).toBe(`${syllable}${isOpen ? '는' : '은'}`);
        expect(josa(syllable, '으로/로')).toBe(`${syllable}${isOpen || last === 'ᆯ' ? '로' : '으로'}`);
      }),
    );
  });

  test('cost no more than the end of the text', () => {
    const long = [')', '(', '()', '" ', '.', ':', 'a.', '가'].map((part) => part.repeat(1_000_000 / part.length));
    const before = process.cpuUsage();
    for (const text of long) for (const one of PAIRS) josa(text, one);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(500);
  });
});
