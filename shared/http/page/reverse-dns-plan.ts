/** What setting a reverse name would send, in the reader's language. Reads EC2, Route 53 and DNS, and writes nothing. */

import { inEach } from '../../model/language.ts';
import { type Parsed, parsed, problem } from '../../model/parsed.ts';
import type { View } from '../../report/frame.ts';
import type { ShownPlan } from '../../report/reverse-dns-page.ts';
import { sentencesOf } from '../../reverse-dns/blocked.ts';
import { begin } from '../../reverse-dns/wish.ts';
import { spend } from '../budget.ts';
import { INTERNAL_ERROR } from '../words.ts';
import type { PagePorts } from './page-ports.ts';
import { NO_PLAN } from './page-words.ts';

const CALLER = { id: 'local', canWrite: true };

export async function plannedChange(
  address: string,
  hostname: string,
  { language, query }: View,
  { api }: PagePorts,
): Promise<Parsed<ShownPlan>> {
  const opened = await api.reverseDns();
  if ('en' in opened) return problem(opened);
  if (opened.plan === undefined) return problem(NO_PLAN);
  const mayReplace = query['replace'] === '1' ? ('any' as const) : [];
  const wish = { address, hostname, mayReplace, mayMerge: query['merge'] === '1', caller: CALLER.id };
  const { wish: read, blocked } = begin({ ...wish, touchZones: false, needsTag: false }, api.clock);
  if (blocked !== null) return problem(inEach((one) => sentencesOf(blocked, one).text));
  const spent = await spend(CALLER, 1, api);
  if (spent !== null) return problem(spent.detail ?? INTERNAL_ERROR);
  const { state, calls, warnings } = await opened.plan(read);
  return parsed({
    hostname: read.hostname ?? hostname,
    calls: calls.map(({ call, why, input }) => ({ call, input, why: why[language] })),
    warnings: warnings.map((one) => one[language]),
    blocked: state.blocked === null ? null : sentencesOf(state.blocked, language),
  });
}
