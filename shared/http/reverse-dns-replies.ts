/** What the routes of reverse names do: read what is asked, and hand it to the port; the machine itself works elsewhere. */
import { defined } from '../model/defined.ts';
import { inEach, type Language, type Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { type Blocked, sentencesOf } from '../reverse-dns/blocked.ts';
import { isUnderWay } from '../reverse-dns/jobs.ts';
import { blockedIn, jobIn, jobView, nowView, type StatusView } from '../reverse-dns/view.ts';
import { begin } from '../reverse-dns/wish.ts';
import { spend } from './budget.ts';
import { readObject } from './check-input.ts';
import type { ReverseDnsPort, ReverseDnsWish } from './ports.ts';
import { acceptedReply, type HttpReply, jsonIn, problemReply } from './reply.ts';
import type { RouteContext } from './route.ts';
import {
  EXPECTED_HOSTNAME,
  EXPECTED_ZONE,
  jobUnderWay,
  MERGE_OR_REPLACE,
  NOT_BY_ALLOCATION_ID,
} from './route-words.ts';

type Asked = {
  readonly hostname: string | null;
  readonly mayReplace: 'any' | readonly string[];
  readonly mayMerge: boolean;
  readonly zoneId?: string;
};

/** Who resets a name has seen it: it needs no further consent. */
const RESET: Asked = { hostname: null, mayReplace: 'any', mayMerge: false };

function refusal(status: number, why: Blocked, language: Language): HttpReply {
  const detail = inEach((one) => {
    const { text, whatToDo } = sentencesOf(why, one);
    return `${text} ${whatToDo}`;
  });
  return problemReply(status, detail, { more: { blocked: blockedIn(language, why) } });
}

const isReason = (opened: ReverseDnsPort | Text): opened is Text => 'en' in opened;

/** The request, spelled canonically, or what is wrong with it: a fault is reported with or without AWS. */
function readWish(asked: Asked, { params, caller, language, ports }: RouteContext): ReverseDnsWish | HttpReply {
  const { ip: address = '' } = params;
  // One address, one job: under its allocation id it would be another.
  if (address.startsWith('eipalloc-')) return problemReply(400, NOT_BY_ALLOCATION_ID);
  const by = printable(caller.id, 200);
  const { wish, blocked } = begin({ address, ...asked, touchZones: false, needsTag: false, caller: by }, ports.clock);
  return blocked === null ? wish : refusal(400, blocked, language);
}

export async function status(context: RouteContext): Promise<HttpReply> {
  const { ports, caller, language } = context;
  const wish = readWish(RESET, context);
  if ('status' in wish) return wish;
  const opened = await ports.reverseDns();
  if (isReason(opened)) return problemReply(503, opened);
  const { address } = wish;
  const state = await opened.job(address);
  const job = state === null ? null : jobIn(language, jobView(state));
  if (state !== null && isUnderWay(state, ports.clock))
    return jsonIn(language, { address, job, now: null, unseen: null } satisfies StatusView);
  return (await spend(caller, 1, ports)) ?? now({ address, job, language }, opened);
}

type Last = Pick<StatusView, 'address' | 'job'> & { readonly language: Language };

async function now({ address, job, language }: Last, { readReverseName }: ReverseDnsPort): Promise<HttpReply> {
  const answer = (seen: Pick<StatusView, 'now' | 'unseen'>): HttpReply =>
    jsonIn(language, { address, job, ...seen } satisfies StatusView);
  const seen = await readReverseName(address);
  if (seen.kind === 'seen') return answer({ now: nowView(seen), unseen: null });
  if (job !== null) return answer({ now: null, unseen: blockedIn(language, seen.why) });
  if (seen.why.reason === 'aws-refused') return refusal(seen.isPassing ? 503 : 502, seen.why, language);
  return refusal(404, seen.why, language);
}

async function change(asked: Asked, context: RouteContext): Promise<HttpReply> {
  const { ports, caller, language } = context;
  const wish = readWish(asked, context);
  if ('status' in wish) return wish;
  const opened = await ports.reverseDns();
  if (isReason(opened)) return problemReply(503, opened);
  const spent = await spend(caller, 1, ports);
  if (spent !== null) return spent;
  const { kind, state } = await opened.start(wish);
  const { address, hostname, caller: by } = wish;
  ports.log({ level: 'info', message: 'reverse DNS was asked for', caller: by, address, hostname, outcome: kind });
  const job = jobIn(language, jobView(state));
  if (kind === 'accepted') return acceptedReply(language, job, `/addresses/${address}/reverse-dns`);
  return problemReply(409, jobUnderWay(address, job.hostname), { more: { job } });
}

export async function set(context: RouteContext): Promise<HttpReply> {
  const fields = readObject(context.body, ['hostname', 'merge', 'replace', 'zone']);
  if (!fields.ok) return problemReply(400, fields.problem);
  const { hostname, merge = false, replace = false, zone } = fields.value;
  if (typeof hostname !== 'string') return problemReply(400, EXPECTED_HOSTNAME);
  if (typeof merge !== 'boolean' || typeof replace !== 'boolean') return problemReply(400, MERGE_OR_REPLACE);
  if (zone !== undefined && (typeof zone !== 'string' || !/^[A-Z0-9]{1,32}$/.test(zone)))
    return problemReply(400, EXPECTED_ZONE);
  const mayReplace = replace ? 'any' : [];
  return change({ hostname, mayMerge: merge, mayReplace, ...defined({ zoneId: zone }) }, context);
}

export const reset = (context: RouteContext): Promise<HttpReply> => change(RESET, context);
