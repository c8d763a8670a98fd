/** `http` and `https`: what a browser would meet on its way, hop by hop. */

import { defined } from '../../model/defined.ts';
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { HttpAnswer } from '../../net/port.ts';
import { hostIn } from '../core/argument.ts';
import type { FindingDraft, LookupOutcome, LookupPorts, ResultRow } from '../core/command.ts';
import type { WebCommand } from '../core/findings.ts';
import { certificateRow, judgeCertificate } from '../reach/certificate.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { type Fetched, fetchOnce } from './fetch.ts';
import { redirectOf } from './redirects.ts';
import {
  downgraded,
  hstsFor,
  noHsts,
  shortHsts,
  staysUnencrypted,
  stillRedirects,
  webAnswers,
  webAnswersSlowly,
} from './words.ts';

const MAX_HOPS = 6;
const HOP_MS = 10_000;
const SLOW_MS = 3000;

type Hop = Extract<Fetched, { kind: 'answer' }> & { readonly url: URL };

export async function browse(start: URL, command: WebCommand, ports: LookupPorts): Promise<LookupOutcome> {
  const hops: Hop[] = [];
  const drafts: FindingDraft[] = [];
  let url: URL | null = start;
  while (url !== null) {
    const fetched: Fetched = await fetchOnce({ url, ms: HOP_MS, maxBody: 0 }, command, 'HTTP', ports);
    if (fetched.kind === 'failed') {
      drafts.push(fetched.draft);
      break;
    }
    hops.push({ ...fetched, url });
    const next = redirectOf(fetched.answer, url);
    const stop = next === null ? null : 'problem' in next ? next.problem : tooMany(hops.length);
    if (stop !== null) drafts.push(stopped(command, stop, fetched));
    url = next === null || stop !== null || 'problem' in next ? null : next.url;
  }
  drafts.push(...judgeHops(hops, command, ports));
  return { records: hops.map(rowOf), drafts };
}

const tooMany = (hops: number): Text | null => (hops < MAX_HOPS ? null : stillRedirects(MAX_HOPS));

const stopped = (
  command: WebCommand,
  summary: Text,
  { evidence }: Extract<Fetched, { kind: 'answer' }>,
): FindingDraft => ({
  id: `${command}.redirect`,
  status: 'fail',
  summary,
  evidence: [evidence],
  remedy: { id: 'web.correct-redirect', with: {} },
});

const rowOf = ({ url, to, answer }: Hop): ResultRow => ({
  url: printable(url.href, 300),
  address: to.host,
  status: answer.status,
  ms: Math.round(answer.ms),
  location: answer.headers['location'] === undefined ? null : printable(answer.headers['location'], 300),
  hsts: printable(answer.headers['strict-transport-security'] ?? '', 100),
  ...certificateRow(answer.session),
});

function judgeHops(hops: readonly Hop[], command: WebCommand, ports: LookupPorts): readonly FindingDraft[] {
  const last = hops.at(-1);
  if (last === undefined) return [];
  const secure = hops.filter(({ answer }) => answer.session !== null);
  const certificates = secure.flatMap(({ url, answer, evidence }) =>
    answer.session === null
      ? []
      : judgeCertificate(
          answer.session,
          { command, name: hostIn(url), subject: url.host, ill: 'fail', evidence: [evidence] },
          ports.clock.now(),
        ),
  );
  return [...judgeEnd(last, command), ...judgeWay(hops, command), ...judgeHsts(secure, command), ...certificates];
}

function judgeEnd({ url, answer, evidence }: Hop, command: WebCommand): readonly FindingDraft[] {
  const { status, ms } = answer;
  if (status >= 300 && status < 400) return [];
  const draft: FindingDraft = {
    id: `${command}.status`,
    status: status < 300 ? 'pass' : status < 500 ? 'warn' : 'fail',
    evidence: [evidence],
    summary: webAnswers(printable(url.href, 100), status, Math.round(ms)),
    ...defined({ remedy: status < 300 ? undefined : statusAdvice(status) }),
  };
  if (ms < SLOW_MS) return [draft];
  const slow: FindingDraft = {
    id: `${command}.slow`,
    status: 'warn',
    evidence: [evidence],
    summary: webAnswersSlowly((ms / 1000).toFixed(1)),
    remedy: { id: 'web.slow', with: {} },
  };
  return [draft, slow];
}

const statusAdvice = (status: number): LookupRemedy =>
  status < 500 ? { id: 'web.check-address', with: {} } : { id: 'web.server-log', with: {} };

/** Once encrypted, always encrypted; and the web ends encrypted. */
function judgeWay(hops: readonly Hop[], command: WebCommand): readonly FindingDraft[] {
  const last = hops.at(-1);
  const back = hops.find((hop, at) => hop.url.protocol === 'http:' && hops[at - 1]?.url.protocol === 'https:');
  if (back !== undefined)
    return [
      {
        id: `${command}.downgrade`,
        status: 'fail',
        evidence: [back.evidence],
        summary: downgraded(printable(back.url.href, 100)),
        remedy: { id: 'web.https-only', with: {} },
      },
    ];
  if (last === undefined || last.url.protocol === 'https:') return [];
  return [
    {
      id: `${command}.unencrypted`,
      status: 'warn',
      evidence: [last.evidence],
      summary: staysUnencrypted(printable(last.url.href, 100)),
      remedy: { id: 'web.redirect-to-https', with: {} },
    },
  ];
}

const HALF_A_YEAR_S = 15_552_000;

/** Strict-Transport-Security (RFC 6797) counts over TLS alone. */
function judgeHsts(secure: readonly Hop[], command: WebCommand): readonly FindingDraft[] {
  const last = secure.at(-1);
  if (last === undefined) return [];
  const evidence = [last.evidence];
  const age = maxAge(last.answer);
  if (age !== null && age >= HALF_A_YEAR_S)
    return [
      {
        id: `${command}.hsts`,
        status: 'pass',
        evidence,
        summary: hstsFor(Math.round(age / 86_400)),
      },
    ];
  return [
    {
      id: `${command}.no-hsts`,
      status: 'warn',
      evidence,
      summary: age === null ? noHsts : shortHsts(age),
      remedy: { id: 'web.send-hsts', with: {} },
    },
  ];
}

function maxAge({ headers }: HttpAnswer): number | null {
  const value = (headers['strict-transport-security'] ?? '').slice(0, 500);
  const match = /(?:^|;)\s*max-age\s*=\s*"?(\d{1,12})"?\s*(?:;|$)/i.exec(value);
  return match === null ? null : Number(match[1]);
}
