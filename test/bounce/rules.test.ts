/** Over all rules: the texts they carry are diagnosed, and each must win for its own. */
import { describe, expect, it } from 'vitest';
import { CAUSE_FACTS } from '../../shared/bounce/causes.ts';
import { diagnose } from '../../shared/bounce/diagnose.ts';
import { CAUSES } from '../../shared/bounce/diagnosis.ts';
import { normalise, phrase, says, tokens } from '../../shared/bounce/phrase.ts';
import { REMEDIES } from '../../shared/bounce/remedies.ts';
import { RULES } from '../../shared/bounce/rules.ts';
import { SITUATION_REMEDIES } from '../../shared/bounce/situation.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { ruleProblems } from './rule-rules.ts';
import { TEXTS } from './texts.ts';

const winner = async (text: string): Promise<string | undefined> => {
  const result = await diagnose(text, LISTS);
  return result.ok ? result.value.diagnoses[0]?.rule : result.problem.en;
};

describe('the table of bounce rules', () => {
  it('has each id once', () => {
    expect(RULES.length).toBeGreaterThan(250);
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  it('has for every rule a text for which it wins, with the source of the text', async () => {
    const problems: string[] = [];
    for (const { id } of RULES) problems.push(...(await ruleProblems(id, TEXTS.get(id), winner)));
    expect(problems).toEqual([]);
    expect([...TEXTS.keys()].filter((id) => !RULES.some((rule) => rule.id === id))).toEqual([]);
  });

  it('has no phrase that another phrase of the same rule implies', () => {
    const implied = RULES.flatMap(({ id, says = [], unless = [] }) =>
      [says, unless].flatMap((list) =>
        list
          .filter((one, index) =>
            list.some((other, at) => at !== index && implies(one, other) && (one !== other || at < index)),
          )
          .map((one) => `${id}: ${one}`),
      ),
    );
    expect(implied).toEqual([]);
  });

  it('names only lists of the table of lists', () => {
    const known = new Set(LISTS.map(({ id }) => `dnsbl:${id}`));
    const checks = [
      ...RULES.flatMap((rule) => rule.checks ?? []),
      ...CAUSES.flatMap((cause) => CAUSE_FACTS[cause].checks),
    ];
    expect(checks.filter((check) => check.startsWith('dnsbl:') && !known.has(check))).toEqual([]);
  });

  it('uses every remedy, and each is complete', () => {
    const used = new Set([
      ...RULES.map((rule) => rule.remedy ?? CAUSE_FACTS[rule.cause].remedy),
      ...CAUSES.map((cause) => CAUSE_FACTS[cause].remedy),
      ...SITUATION_REMEDIES,
    ]);
    expect(Object.keys(REMEDIES).filter((id) => !used.has(id as keyof typeof REMEDIES))).toEqual([]);
    for (const [id, remedy] of Object.entries(REMEDIES)) {
      expect(remedy.steps.length, id).toBeGreaterThan(0);
      expect(remedy.text, id).toBe(remedy.steps.join(' '));
      expect(remedy.checkedOn, id).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(remedy.url ?? 'https://', id).toMatch(/^https?:\/\//);
    }
  });

  it.each([
    ['a tag beats an enhanced code', '550 5.2.2 [TSS09] refused', 'yahoo-tss-permanent'],
    ['a tag beats a sentence', '550 5.1.1 mailbox full, blocked (S3150)', 'ms-network-blocked'],
    ['an enhanced code beats a general sentence', '550 5.7.25 message looks like spam', 'code-reverse-dns'],
    ["a provider's sentence beats an enhanced code", '550 5.2.2 blocked using Trend Micro RBL+', 'trendmicro-listed'],
    ['a sentence beats the class of a code', '550 5.7.1 mailbox full', 'mailbox-full'],
    ['the last number of a class may have two digits', '550 5.7.12 xyzzy', 'code-policy'],
    ['and a hundred of them is no ten', '550 5.7.60 xyzzy', 'code-policy'],
    [
      'a receiver that only the report names is one',
      'Final-Recipient: rfc822; ann@example.net\nAction: failed\nRemote-MTA: dns; mx3.qq.com\nDiagnostic-Code: smtp; 550 SPF check failed',
      'qq-spf',
    ],
  ])('prefers the more exact rule: %s', async (_what, text, id) => {
    expect(await winner(text)).toBe(id);
  });
});

/** Whether wherever `one` is said, `other`, a phrase of one part, is said too. */
function implies(one: string, other: string): boolean {
  if (other.includes('*')) return false;
  const known = readings(other);
  const holds = (text: string): boolean => known.some((part) => text.includes(part) && says(text, phrase(part)));
  return one.split('*').some((part) => readings(part).every(holds));
}

/** `(no|missing) ptr` -> `no ptr`, `missing ptr`. */
function readings(part: string): string[] {
  const choice = /\(([^()]*)\)/.exec(part);
  if (choice === null) return [part.trim()];
  const [written, choices = ''] = choice;
  return choices.split('|').flatMap((one) => readings(part.replace(written, one)));
}

describe('the time that a bounce rule takes', () => {
  const patterns = RULES.flatMap(({ match }) => [...match.says, ...match.unless]);

  it('is bounded, since phrases hold only fixed words, choices, and a window of bounded length between them', () => {
    const free = patterns.flatMap(({ parts }) => parts).filter(({ source }) => /[*+{]|\?(?![:<])/.test(source));
    expect(free).toEqual([]);
  });

  // A guard, not a measurement (see bench/bounce.ts): the slowest takes a few milliseconds where 50 are allowed.
  it('is under 50 ms for 100 KB that were made to slow the rule down', () => {
    const slow: string[] = [];
    for (const pattern of patterns) {
      // Its own first words over and over, so that every place begins a match that then fails.
      const first = (pattern.source.split('*')[0] ?? '').replace(/\(([^()|]*)[^()]*\)/g, '$1');
      const text = `${first} `.repeat(Math.ceil(100_000 / (first.length + 1)));
      const run = (): number => timed(() => says(text, pattern));
      // One run says little, since others share the caches: only what is slow three times is slow.
      if (run() > 50 && run() > 50 && run() > 50) slow.push(pattern.source);
    }
    expect(slow).toEqual([]);
  });

  it('is as short for the reading of words and tags', () => {
    for (const text of [
      '5'.repeat(100_000),
      '550-'.repeat(25_000),
      '550 5.7.1 '.repeat(10_000),
      '.:=+-'.repeat(20_000),
    ]) {
      expect(
        timed(() => tokens(normalise(text))),
        text.slice(0, 10),
      ).toBeLessThan(500);
    }
  });
});

/** Milliseconds of processor time of this thread: what else the machine does is not counted. */
function timed(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
