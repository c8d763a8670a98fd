/** The recipe "A new bounce rule": an entry and a text in two files are all, and what is missing is named. */
import { describe, expect, it } from 'vitest';
import type * as Diagnose from '../../shared/bounce/diagnose.ts';
import { ruleProblems } from '../bounce/rule-rules.ts';
import type * as Texts from '../bounce/texts.ts';
import { SourceCopy } from './copy.ts';

const RULES = 'shared/bounce/rules/asia.ts';
const TEXTS = 'test/bounce/texts/asia.ts';

const ENTRY = `  ...rulesOf('pretend', [
    {
      id: 'pretend-moon',
      cause: 'ip-reputation',
      says: ['moon is in the wrong house'],
      checkedOn: '2026-12-24',
    },
  ]),`;

const text = (source = 'https://pretend.example/bounces'): string => `  'pretend-moon': [
    { text: '550 5.7.1 192.0.2.1: the moon is in the wrong house', source: '${source}' },
  ],`;

async function problemsOf(copy: SourceCopy): Promise<readonly string[]> {
  const { diagnose } = await copy.load<typeof Diagnose>('shared/bounce/diagnose.ts');
  const { TEXTS: texts } = await copy.load<typeof Texts>('test/bounce/texts.ts');
  return ruleProblems('pretend-moon', texts.get('pretend-moon'), async (one) => {
    const result = await diagnose(one, []);
    return result.ok ? result.value.diagnoses[0]?.rule : result.problem.en;
  });
}

const copied = (): SourceCopy => new SourceCopy('shared', 'test/bounce');

describe('a bounce rule that is added as the recipe says', () => {
  it('is an entry in rules/ and its text in texts/ that compile, and the rule wins for its text', async () => {
    const copy = copied();
    copy.addEntry(RULES, ENTRY, '];');
    copy.addEntry(TEXTS, text(), '};');
    expect(await copy.compile(RULES)).toEqual([]);
    expect(await copy.compile(TEXTS)).toEqual([]);
    expect(await problemsOf(copy)).toEqual([]);
    expect([...copy.edited]).toEqual([RULES, TEXTS]);
  });

  it('is named where it has no text, with the folder where the text belongs', async () => {
    const copy = copied();
    copy.addEntry(RULES, ENTRY, '];');
    expect(await problemsOf(copy)).toEqual(['pretend-moon: no text under its id in test/bounce/texts/']);
  });

  it('is named where another rule reads its text, and where its text has no source', async () => {
    const copy = copied();
    copy.addEntry(TEXTS, text('somewhere'), '};');
    expect(await problemsOf(copy)).toEqual([
      expect.stringMatching(/^pretend-moon loses to \S+: 550 5\.7\.1/),
      'pretend-moon: source: where the text was received or is published, not "somewhere"',
    ]);
  });

  it('is refused by the compiler for a cause that does not exist', async () => {
    const copy = copied();
    copy.addEntry(RULES, ENTRY.replace('ip-reputation', 'the-moon'), '];');
    expect((await copy.compile(RULES)).join()).toContain('"the-moon"');
  });
});
