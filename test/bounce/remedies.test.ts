/** The advice on bounces in every language: complete, whole sentences, with the same commands, pages and names. */
import { describe, expect, it } from 'vitest';
import { causeText } from '../../shared/bounce/cause-texts.ts';
import { decidingWords } from '../../shared/bounce/deciding.ts';
import { CAUSES } from '../../shared/bounce/diagnosis.ts';
import { noticeSteps, remedyIn } from '../../shared/bounce/remedies/in-language.ts';
import { type BounceRemedyId, REMEDIES, remedyFor } from '../../shared/bounce/remedies.ts';
import { LANGUAGES } from '../../shared/model/language.ts';

const IDS = Object.keys(REMEDIES) as BounceRemedyId[];
const KNOWN = { ip: '203.0.113.25', name: 'mail.example.com', domain: 'example.com' };

/** What must not differ between languages: mail addresses, pages and codes. */
const fixed = (text: string): readonly string[] =>
  [...new Set(text.match(/https?:\/\/\S+|[\w.-]+@[\w-]+\.[\w.-]*\w|\b\d\.\d\.\d{3}\b|127\.\S+\/24/g) ?? [])].sort();

describe.each(IDS)('the remedy %s', (id) => {
  it.each(LANGUAGES)('in %s has whole sentences, and no command or number of a step inside of one', (language) => {
    const { steps, obsolete } = remedyIn(language, id);
    expect(steps.length).toBeGreaterThan(0);
    for (const text of [...steps.map((step) => step.text), ...(obsolete === undefined ? [] : [obsolete])]) {
      expect(text).toMatch(/[.:?]$|microsoft\.com$|https:\/\/\S+$/);
      expect(text).not.toMatch(/npx |^\d\. | 2\. |<ip>/);
      if (language === 'ko') expect(text).toMatch(/[가-힣]/);
      else for (const one of text.split(/(?<=[.!?:]) /)) expect(one.split(' ').length, one).toBeLessThanOrEqual(30);
    }
  });

  it('in Korean has the steps, commands, needs, pages and addresses of the English one', () => {
    const [english, korean] = [remedyIn('en', id, KNOWN), remedyIn('ko', id, KNOWN)];
    expect(korean.steps.length).toBe(english.steps.length);
    expect(korean.needs.length).toBe(english.needs.length);
    expect(korean.obsolete === undefined).toBe(english.obsolete === undefined);
    english.steps.forEach((step, index) => {
      const other = korean.steps[index]!;
      expect(other.command?.replace(' --language ko', '')).toBe(step.command);
      expect([other.isTested, other.isAtPage, other.isFact]).toEqual([step.isTested, step.isAtPage, step.isFact]);
      expect(fixed(other.text)).toEqual(fixed(step.text));
    });
    expect(fixed(korean.obsolete ?? '')).toEqual(fixed(english.obsolete ?? ''));
  });

  it('in Korean is in the style of voice.ko.md, more formally in a notice', () => {
    const text = JSON.stringify(remedyIn('ko', id));
    expect(text).not.toMatch(/은\(는\)|이\(가\)|을\(를\)|\(으\)로|블랙리스트|화이트리스트|귀하|당신|해요[."]|십시오/);
    expect(noticeSteps('ko', id, {}).join(' ')).not.toMatch(/세요/);
  });
});

it('the remedy of a bounce has what is known in its commands, and keeps a place for what is not', () => {
  const steps = remedyFor({ id: 'reverse-dns' }, KNOWN).steps.join(' ');
  expect(steps).toContain('npx postwatch reverse-dns 203.0.113.25 mail.example.com');
  expect(steps).not.toMatch(/<\w+>/);
  expect(REMEDIES['reverse-dns'].text).toContain('npx postwatch reverse-dns <ip> <name>');
});

it('the remedy of a bounce claims nothing that is not proved', () => {
  const all = IDS.flatMap((id) => LANGUAGES.map((language) => JSON.stringify(remedyIn(language, id)))).join('\n');
  expect(all).not.toMatch(/makes it worse|Naver requires|네이버는 SPF와 DKIM을 요구/);
  expect(remedyIn('ko', 'mailbox-disabled').steps[0]!.text).toMatch(/휴면.*3개월/);
  expect(
    remedyIn('ko', 'kisa-rbl')
      .steps.map(({ text }) => text)
      .join(' '),
  ).toMatch(/확인하지 못했습니다.*필수는 아니/);
});

it('every cause has a label in every language, and a list that has shut down lists nothing', () => {
  for (const cause of CAUSES)
    for (const side of ['sender', 'receiver'] as const) {
      const { en, ko } = causeText({ cause, side });
      expect(ko).toMatch(/[가-힣]/);
      expect([en, ko].filter((text) => text.endsWith('.'))).toEqual([]);
    }
  expect(causeText({ cause: 'ip-blocklisted', side: 'receiver' }).en).not.toContain('your address');
});

describe('the words of a bounce that decide', () => {
  const TREND =
    '550 5.7.1 Service unavailable; Client host [203.0.113.1] blocked by the recipient OR by Trend Micro Email Reputation Service. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=203.0.113.1';

  it.each([
    [
      60,
      '550 5.7.1 ... Client host [203.0.113.1] blocked by the recipient OR by Trend Micro Email Reputation Service. ...',
    ],
    [500, TREND],
  ])('are cut to at most %i characters around the reason', (most, words) => {
    expect(decidingWords({ rule: 'trendmicro-listed', text: TREND }, most)).toBe(words);
  });

  it('are the whole text, where nothing in the text shows the rule, or where there is none', () => {
    expect(decidingWords({ rule: 'no-such-rule', text: TREND }, 20)).toBe(TREND);
    expect(decidingWords({ rule: 'greylisted', text: TREND }, 20)).toBe(TREND);
  });
});
