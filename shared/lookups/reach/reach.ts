/** A host to its addresses. They are looked up once, and later connections go to what was seen here. */

import type { Answer, Resolver } from '../../dns/answer.ts';
import type { Text } from '../../model/language.ts';
import { sentences } from '../../model/sentence.ts';
import { printable } from '../../model/text.ts';
import { type Host, hostText } from '../core/argument.ts';
import type { FindingDraft } from '../core/command.ts';
import { evidenceOfAll, makeDraft, notAll, unaskedDraft } from '../core/draft.ts';
import { dotAdvice } from '../core/final-dot.ts';
import type { ReachingCommand } from '../core/findings.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { hostHasNoAddress } from './words.ts';

/** A hostile zone can name thousands. */
const MAX_ADDRESSES = 8;

export type Reach = {
  readonly name: string;
  /** IPv4 first. */
  readonly addresses: readonly string[];
  readonly answers: readonly Answer[];
  /** Why there are none, or not all. */
  readonly drafts: readonly FindingDraft[];
};

/** `command` is that of the findings; no more than `most` addresses are looked at. */
export async function reach(
  host: Host,
  command: ReachingCommand,
  resolver: Resolver,
  most = MAX_ADDRESSES,
): Promise<Reach> {
  const name = hostText(host);
  if (host.kind === 'address') return { name, addresses: [name], answers: [], drafts: [] };
  const answers = await Promise.all([
    resolver.ask({ name, type: 'A' as const }),
    resolver.ask({ name, type: 'AAAA' as const }),
  ]);
  const found = [...new Set(answers.flatMap((answer) => (answer.kind === 'records' ? answer.records : [])))];
  const addresses = found.slice(0, most);
  const drafts =
    addresses.length === 0
      ? [nowhere(name, command, answers)]
      : [
          ...answers.flatMap((answer) =>
            answer.kind === 'failed' ? [unaskedDraft(`${command}.unknown`, answer)] : [],
          ),
          ...notAll(
            command,
            { seen: addresses.length, all: found.length, of: 'addresses', name },
            evidenceOfAll(answers),
          ),
        ];
  return { name, addresses, answers, drafts };
}

function nowhere(name: string, command: ReachingCommand, answers: readonly Answer[]): FindingDraft {
  const failed = answers.find((answer) => answer.kind === 'failed');
  if (failed?.kind === 'failed') return unaskedDraft(`${command}.unknown`, failed);
  const target = answers.flatMap((answer) => (answer.kind === 'absent' ? answer.chain : [])).at(-1);
  const isAbsent = answers.every((answer) => answer.kind === 'absent' && answer.reason === 'nxdomain');
  const dot = target === undefined ? null : dotAdvice(target, { owner: name, type: 'CNAME', isAbsent });
  const shown = printable(name, 100);
  const [summary, remedy]: readonly [Text, LookupRemedy] =
    dot === null
      ? [hostHasNoAddress(shown), { id: 'reach.publish-address', with: { name: shown } }]
      : [sentences(hostHasNoAddress(shown), dot.why), dot.remedy];
  return makeDraft(`${command}.no-address`, 'fail', summary, evidenceOfAll(answers), remedy);
}
