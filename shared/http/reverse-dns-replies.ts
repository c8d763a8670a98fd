/** What the routes of reverse names do: read what is asked, and hand it to the port; the machine itself works elsewhere. */
import { defined } from '../model/defined.ts';
import type { Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import type { Blocked } from '../reverse-dns/blocked.ts';
import { isUnderWay } from '../reverse-dns/jobs.ts';
import { jobView, nowView, type StatusView } from '../reverse-dns/view.ts';
import { begin } from '../reverse-dns/wish.ts';
import { spend } from './budget.ts';
import { readObject } from './check-input.ts';
import type { ReverseDnsPort, ReverseDnsWish } from './ports.ts';
import { accepted, type HttpReply, json, problemReply } from './reply.ts';
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

const refusal = (status: number, why: Blocked): HttpReply =>
  problemReply(status, `${why.text} ${why.whatToDo}`, { more: { blocked: why } });

const isReason = (opened: ReverseDnsPort | Text | string): opened is Text | string =>
  typeof opened === 'string' || 'en' in opened;

/** The request, spelled canonically, or what is wrong with it: a fault is reported with or without AWS. */
function readWish(asked: Asked, { params, caller, ports }: RouteContext): ReverseDnsWish | HttpReply {
  const { ip: address = '' } = params;
  // One address, one job: under its allocation id it would be another.
  if (address.startsWith('eipalloc-')) return problemReply(400, NOT_BY_ALLOCATION_ID);
  const by = printable(caller.id, 200);
  const { wish, blocked } = begin({ address, ...asked, touchZones: false, needsTag: false, caller: by }, ports.clock);
  return blocked === null ? wish : refusal(400, blocked);
}

export async function status(context: RouteContext): Promise<HttpReply> {
  const { ports, caller } = context;
  const wish = readWish(RESET, context);
  if ('status' in wish) return wish;
  const opened = await ports.reverseDns();
  if (isReason(opened)) return problemReply(503, opened);
  const { address } = wish;
  const state = await opened.job(address);
  const job = state === null ? null : jobView(state);
  if (state !== null && isUnderWay(state, ports.clock))
    return json({ address, job, now: null, unseen: null } satisfies StatusView);
  return (await spend(caller, 1, ports)) ?? now(address, job, opened);
}

async function now(address: string, job: StatusView['job'], { readReverseName }: ReverseDnsPort): Promise<HttpReply> {
  const seen = await readReverseName(address);
  if (seen.kind === 'seen') return json({ address, job, now: nowView(seen), unseen: null } satisfies StatusView);
  if (job !== null) return json({ address, job, now: null, unseen: seen.why } satisfies StatusView);
  if (seen.why.reason === 'aws-refused') return refusal(seen.isPassing ? 503 : 502, seen.why);
  return refusal(404, seen.why);
}

async function change(asked: Asked, context: RouteContext): Promise<HttpReply> {
  const { ports, caller } = context;
  const wish = readWish(asked, context);
  if ('status' in wish) return wish;
  const opened = await ports.reverseDns();
  if (isReason(opened)) return problemReply(503, opened);
  const spent = await spend(caller, 1, ports);
  if (spent !== null) return spent;
  const { kind, state } = await opened.start(wish);
  const { address, hostname, caller: by } = wish;
  ports.log({ level: 'info', message: 'reverse DNS was asked for', caller: by, address, hostname, outcome: kind });
  const job = jobView(state);
  if (kind === 'accepted') return accepted(job, `/addresses/${address}/reverse-dns`);
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
