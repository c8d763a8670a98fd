/** What more than one lookup of a zone finds. */

import type { Absent } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { sentences } from '../../model/sentence.ts';
import { printable } from '../../model/text.ts';
import type { FindingDraft } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import { dotAdvice } from '../core/final-dot.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { serverWithoutAddress } from './words.ts';

/** Of a name without NS or SOA records: one that exists is not the top of a zone. */
export const withoutApex = (type: 'NS' | 'SOA', { reason }: Absent): LookupRemedy =>
  reason === 'nxdomain' ? { id: 'record.check-domain', with: {} } : { id: 'record.publish-at-apex', with: { type } };

/** A name server that has proved to have no address. */
export function addresslessServer(
  id: 'ns.no-address' | 'dns.no-address',
  name: string,
  zone: string,
  evidence: readonly Evidence[],
): FindingDraft {
  const subject = printable(name, 100);
  const why = serverWithoutAddress(subject);
  const dot = dotAdvice(name, { owner: zone, type: 'NS', isAbsent: true });
  const draft =
    dot === null
      ? makeDraft(id, 'fail', why, evidence, { id: 'ns.address-or-remove', with: { host: subject } })
      : makeDraft(id, 'fail', sentences(why, dot.why), evidence, dot.remedy);
  return { ...draft, subject };
}
