/**
 * Step 5, the proof: the PTR record, and the forward record that confirms it, each from the servers of its zone and from a
 * public resolver. What EC2 says it has applied is not what the world sees until these answer.
 */
import { type Answer, evidenceOf } from '../dns/answer.ts';
import { type AuthorityVerdict, askAuthorities, authorityVerdict, evidence, findCut, isCut } from '../dns/authority.ts';
import { address, reverseName } from '../model/address.ts';
import { canonicalName } from '../model/domain.ts';
import type { Evidence } from '../model/finding.ts';
import { type Decided, endOf, go, unanswered } from './decided.ts';
import { forwardEvidence, isLost, lookForward, publicResolves, serversResolve } from './forward.ts';
import { isAmazons } from './plan.ts';
import type { Allocation, Ports } from './ports.ts';
import { unproved } from './refusals.ts';
import type { State } from './state.ts';
import { type ProofPart, proofOpen } from './words.ts';

export type Proof =
  | { readonly kind: 'proved'; readonly evidence: readonly Evidence[] }
  /** The zone's servers no longer answer the forward record: someone took it away. */
  | { readonly kind: 'forward-lost'; readonly evidence: readonly Evidence[] };

type Part = { readonly what: ProofPart; readonly verdict: AuthorityVerdict };

const PROOF_SECONDS = 20;

export async function decideProof(state: State, allocation: Allocation, ports: Ports): Promise<Decided<Proof>> {
  const reverse = await reverseParts(state, allocation, ports);
  if (reverse.kind !== 'go') return reverse;
  const forward = await forwardParts(state, allocation, ports);
  if (forward.kind !== 'go') return forward;
  const { hostname } = state.wish;
  const evidenceOfBoth = [...reverse.value.evidence, ...forward.value.evidence];
  const open = [...reverse.value.parts, ...forward.value.parts].filter(({ verdict }) => verdict !== 'yes');
  if (open.length === 0) return go({ kind: 'proved', evidence: evidenceOfBoth });
  if (forward.value.isLost) return go({ kind: 'forward-lost', evidence: evidenceOfBoth });
  const text = proofOpen(
    hostname,
    open.map(({ what, verdict }) => ({ part: what, isSilent: verdict !== 'no' })),
  );
  return { kind: 'wait', seconds: PROOF_SECONDS, text, evidence: evidenceOfBoth, atLast: unproved(allocation, text) };
}

type Parts = { readonly parts: readonly Part[]; readonly evidence: readonly Evidence[] };

async function reverseParts(state: State, { publicIp }: Allocation, ports: Ports): Promise<Decided<Parts>> {
  const asked = reverseName(address(publicIp));
  const open = await ports.resolver.ask({ name: asked, type: 'PTR', fresh: true });
  if (open.kind === 'failed') return unanswered(open);
  // A reverse zone smaller than a /24 is delegated with a CNAME (RFC 2317).
  const name = endOf(asked, open);
  const cut = await findCut(name, ports);
  if (!isCut(cut) && cut !== null) return unanswered(cut);
  const answers = cut === null ? [] : await askAuthorities(cut, { name, type: 'PTR' }, ports);
  const holds = isAsWished(state);
  const parts: Part[] = [
    { what: 'ptr-resolver', verdict: authorityVerdict([open], holds) },
    { what: 'ptr-servers', verdict: authorityVerdict(answers, holds) },
  ];
  return go({ parts, evidence: [evidenceOf(open), ...evidence(answers)] });
}

/** The wanted name and no other; after a reset: not the old one, and if that is not known, none but EC2's own. */
function isAsWished({ wish, before }: State): (answer: Answer<'PTR'>) => boolean {
  const { hostname } = wish;
  return (answer) => {
    const names = answer.kind === 'records' ? answer.records.map(canonicalName) : [];
    if (hostname !== null) return names.length > 0 && names.every((name) => name === hostname);
    return before === null ? names.every(isAmazons) : !names.includes(before);
  };
}

type ForwardParts = Parts & { readonly isLost: boolean };

async function forwardParts({ wish }: State, { publicIp }: Allocation, ports: Ports): Promise<Decided<ForwardParts>> {
  if (wish.hostname === null) return go({ parts: [], evidence: [], isLost: false });
  const looked = await lookForward(wish.hostname, ports);
  if (looked.kind !== 'go') return looked;
  const servers = serversResolve(looked.value, publicIp);
  const parts: Part[] = [
    { what: 'a-resolver', verdict: publicResolves(looked.value, publicIp) ? 'yes' : 'no' },
    { what: 'a-servers', verdict: servers },
  ];
  return go({ parts, evidence: forwardEvidence(looked.value), isLost: isLost(looked.value, publicIp) });
}
