/**
 * The reverse name of an Elastic IP: what stands, a new one, none. A change takes minutes (EC2 applies it when it likes), so
 * it is accepted, goes on by itself, and is looked at with GET.
 */
import type { Blocked } from '../../reverse-dns/blocked.ts';
import type { StatusView } from '../../reverse-dns/view.ts';
import type { ReverseDns } from '../ports.ts';
import { accepted, json, problemReply, type Reply } from '../reply.ts';
import type { Parameter, Route, RouteContext } from '../route.ts';

type Asked = {
  readonly hostname: string | null;
  readonly mayReplace: 'any' | readonly string[];
  readonly mayMerge: boolean;
  readonly zoneId?: string;
};

/** A reset is asked for by the one who sees what stands there: it needs no further consent. */
const RESET: Asked = { hostname: null, mayReplace: 'any', mayMerge: false };

const refusal = (status: number, why: Blocked): Reply =>
  problemReply(status, `${why.text}. ${why.whatToDo}`, { more: { blocked: why } });

async function status({ ports, params, caller }: RouteContext): Promise<Reply> {
  const { begin } = await import('../../reverse-dns/wish.ts');
  const { wish, blocked } = begin(
    { address: params['ip'] ?? '', ...RESET, touchZones: false, needsTag: false, caller: caller.id },
    ports.clock,
  );
  if (blocked !== null) return refusal(400, blocked);
  const opened = await ports.reverseDns();
  if (typeof opened === 'string') return problemReply(503, opened);
  const { isUnderWay } = await import('../../reverse-dns/jobs.ts');
  const { jobView } = await import('../../reverse-dns/view.ts');
  const state = await opened.job(wish.address);
  const job = state === null ? null : jobView(state);
  if (state !== null && isUnderWay(state, ports.clock))
    return json({ address: wish.address, job, now: null, unseen: null } satisfies StatusView);
  const { spend } = await import('../budget.ts');
  return (await spend(caller, 1, ports)) ?? now(wish.address, job, opened);
}

async function now(address: string, job: StatusView['job'], { look }: ReverseDns): Promise<Reply> {
  const { nowView } = await import('../../reverse-dns/view.ts');
  const seen = await look(address);
  if (seen.kind === 'seen') return json({ address, job, now: nowView(seen), unseen: null } satisfies StatusView);
  if (job !== null) return json({ address, job, now: null, unseen: seen.why } satisfies StatusView);
  if (seen.why.reason === 'aws-refused') return refusal(seen.isPassing ? 503 : 502, seen.why);
  return refusal(404, seen.why);
}

async function change(asked: Asked, { ports, params, caller }: RouteContext): Promise<Reply> {
  const opened = await ports.reverseDns();
  if (typeof opened === 'string') return problemReply(503, opened);
  const { spend } = await import('../budget.ts');
  const spent = await spend(caller, 1, ports);
  if (spent !== null) return spent;
  const { printable } = await import('../../model/text.ts');
  const by = printable(caller.id, 200);
  const started = await opened.start({ address: params['ip'] ?? '', ...asked, caller: by });
  const { wish, blocked } = started.state;
  const entry = { caller: by, address: wish.address, hostname: wish.hostname, outcome: started.kind };
  ports.log({ level: 'info', message: 'reverse DNS was asked for', ...entry });
  const { jobView } = await import('../../reverse-dns/view.ts');
  const job = jobView(started.state);
  if (blocked !== null && started.kind === 'refused') return refusal(400, blocked);
  if (started.kind === 'busy') {
    const wants = wish.hostname === null ? 'takes its reverse name away' : `sets it to ${wish.hostname}`;
    const detail = `another job for ${wish.address} is under way, which ${wants}: wait for its end (GET)`;
    return problemReply(409, detail, { more: { job } });
  }
  return accepted(job, `/addresses/${wish.address}/reverse-dns`);
}

const EXAMPLE = { hostname: 'mail.example.com', merge: false, replace: false };

async function put(context: RouteContext): Promise<Reply> {
  const { readObject } = await import('../check-input.ts');
  const fields = readObject(context.body, ['hostname', 'merge', 'replace', 'zone']);
  if (!fields.ok) return problemReply(400, fields.problem);
  const { hostname, merge = false, replace = false, zone } = fields.value;
  if (typeof hostname !== 'string')
    return problemReply(400, `hostname: expected a name such as in ${JSON.stringify(EXAMPLE)}`);
  if (typeof merge !== 'boolean' || typeof replace !== 'boolean')
    return problemReply(400, 'merge and replace: expected true or false');
  if (zone !== undefined && (typeof zone !== 'string' || !/^[A-Z0-9]{1,32}$/.test(zone)))
    return problemReply(400, 'zone: expected the id of a hosted zone, such as Z0123456789ABCDEFGHIJ');
  const mayReplace = replace ? 'any' : [];
  return change({ hostname, mayMerge: merge, mayReplace, ...(zone === undefined ? {} : { zoneId: zone }) }, context);
}

const IP: Parameter = {
  ...{
    name: 'ip',
    in: 'path',
    about: 'an Elastic IP of the account',
    kind: 'text',
    example: '203.0.113.25',
    required: true,
  },
};
const COMMON = { path: '/addresses/{ip}/reverse-dns', parameters: [IP] } as const;

export const routes: readonly Route[] = [
  {
    ...{ method: 'GET', id: 'reverseDns', ...COMMON },
    summary: 'What EC2 and public DNS have as its reverse name, and how the last job for it stands',
    answer: 'ReverseDns',
    problems: [404, 429, 502, 503],
    handle: status,
  },
  {
    ...{ method: 'PUT', id: 'setReverseDns', ...COMMON },
    summary:
      'Sets its reverse name: forward record, request, wait, proof. merge adds to an A record set that has other addresses; replace overwrites another reverse name',
    body: { schema: 'ReverseDnsRequest', example: EXAMPLE },
    answer: 'ReverseDnsJob',
    goesOn: true,
    problems: [403, 409, 429, 503],
    writes: true,
    handle: put,
  },
  {
    ...{ method: 'DELETE', id: 'resetReverseDns', ...COMMON },
    summary: 'Takes its reverse name away, which an Elastic IP needs before it can be released',
    answer: 'ReverseDnsJob',
    goesOn: true,
    problems: [403, 409, 429, 503],
    writes: true,
    handle: (context) => change(RESET, context),
  },
];
