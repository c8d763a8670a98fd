/** A host to its addresses. They are asked for once, and what is connected to later is what was seen here. */

import type { Answer, Resolver } from '../../dns/answer.ts';
import { untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { type Host, hostText } from '../core/argument.ts';
import type { FindingDraft } from '../core/command.ts';
import { evidenceOfAll, makeDraft, notAll, unaskedDraft } from '../core/draft.ts';
import { dotAdvice } from '../core/final-dot.ts';
import type { ReachingCommand } from '../core/findings.ts';
import { sentences } from '../core/words.ts';

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
  const why = `${printable(name, 100)} has neither an IPv4 nor an IPv6 address`;
  const advice = `Publish an A record (and AAAA, if it has IPv6) at ${printable(name, 100)}.`;
  const summary = untranslated(`${why}.`);
  const evidence = evidenceOfAll(answers);
  return dot === null
    ? makeDraft(`${command}.no-address`, 'fail', summary, evidence, advice)
    : makeDraft(`${command}.no-address`, 'fail', sentences(summary, dot.why), evidence, dot.remedy);
}
