/**
 * The same reply in any shell means the same: what a log, a report, a page or a webhook says around the receiver's words is not taken
 * for them. Every shell is played with every so many replies; the property takes any pair.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../shared/bounce/diagnosis.ts';
import { SHELLS } from '../support/shells/index.ts';
import { LETTER, type Shell } from '../support/shells/letter.ts';
import { REPLIES } from '../support/shells/replies.ts';
import { part, runs } from '../support/thorough.ts';
import { diagnosed } from './reading.ts';

type Heard = Pick<Diagnosis, 'cause' | 'rule'> & Partial<Pick<Diagnosis, 'ip' | 'host' | 'recipient'>>;

const heard = (diagnoses: readonly Diagnosis[], recipient: string | undefined): Heard[] =>
  diagnoses.map(({ cause, rule, ip, host }) => ({ cause, rule, ip, host, recipient }) as Heard);

/** What differs from the bare reply; empty where nothing does. */
async function difference(shell: Shell, reply: string): Promise<string> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: of ASCII, all
  if (shell.isAscii === true && !/^[\u0000-\u007f]*$/.test(reply)) return '';
  const bare = heard(await diagnosed(reply), undefined);
  const found = await diagnosed(shell.write({ ...LETTER, reply }));
  const inShell = heard(found, undefined);
  const recipients = shell.hidesRecipient === true ? [] : found.map(({ recipient }) => recipient);
  const isSame = JSON.stringify(bare) === JSON.stringify(inShell) && recipients.every((one) => one === LETTER.to);
  return isSame
    ? ''
    : `${reply}: ${JSON.stringify(bare)}, and here ${JSON.stringify(inShell)} for ${recipients.join()}`;
}

const STEP = 7;

describe.each(SHELLS.map((shell) => [shell.name, shell] as const))('in the shell "%s"', (_name, shell) => {
  const offset = SHELLS.indexOf(shell) % STEP;
  it('a reply means what it means alone', async () => {
    const replies = part(
      REPLIES.filter((_, index) => index % STEP === offset),
      8,
      offset,
    );
    const differences = await Promise.all(replies.map((reply) => difference(shell, reply)));
    expect(differences.filter((text) => text !== '')).toEqual([]);
  });
});

it('any reply means in any shell what it means alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SHELLS), fc.constantFrom(...REPLIES), async (shell, reply) => {
      expect(await difference(shell, reply)).toBe('');
    }),
    { numRuns: runs(2000) },
  );
});
