/** The calls in `docs/api.md`, one a route and some of paging and limits: each is run by curl, as it is printed. */
import { ROUTES } from '../../../shared/http/routes/index.ts';
import { INCIDENT, SNOOZE } from '../../http/support/api.ts';
import { IP, NAME } from '../../support/reverse-dns.ts';

type CallBody = { readonly json: unknown } | { readonly raw: string; readonly type: string };

/** `path`: behind the endpoint, which ends with a slash. */
type Call = { readonly path: string; readonly body?: CallBody; readonly more?: string };

const json = (value: unknown): CallBody => ({ json: value });

/** By the id of its route. */
const CALLS: Readonly<Record<string, Call>> = {
  checkOne: { path: 'check/203.0.113.2?domain=example.com' },
  checkSeveral: {
    path: 'check',
    body: json({ targets: [{ address: '203.0.113.1', domains: ['example.com'] }, { domain: 'example.com' }] }),
  },
  spf: { path: 'spf?ip=203.0.113.4&sender=news@example.com' },
  spfByBody: { path: 'spf', body: json({ ip: '2001:db8::25', sender: 'news@example.com' }) },
  lookup: { path: 'lookup?q=spf:example.com:203.0.113.4' },
  lookupByBody: { path: 'lookup', body: json({ q: 'blacklist:203.0.113.1' }) },
  diagnose: {
    path: 'diagnose',
    body: { raw: '421 Temporarily rejected. Reverse DNS for 203.0.113.2 failed.', type: 'text/plain' },
  },
  addresses: { path: 'addresses' },
  address: { path: 'addresses/203.0.113.4' },
  reverseDns: { path: `addresses/${IP}/reverse-dns` },
  setReverseDns: { path: `addresses/${IP}/reverse-dns`, body: json({ hostname: NAME, replace: true }) },
  resetReverseDns: { path: `addresses/${IP}/reverse-dns` },
  incidents: { path: 'incidents' },
  incident: { path: `incidents/${INCIDENT}` },
  acknowledge: {
    path: `incidents/${INCIDENT}/acknowledge`,
    body: json({ why: 'Removal is requested', until: '3d' }),
  },
  unacknowledge: { path: `incidents/${INCIDENT}/acknowledge` },
  snoozes: { path: 'snoozes' },
  snooze: { path: 'snoozes', body: json({ target: '203.0.113.4', for: '2h', why: 'The server is moving' }) },
  endSnooze: { path: `snoozes/${SNOOZE.id}` },
  history: { path: 'history/203.0.113.4?limit=1' },
  lists: { path: 'lists?health=1' },
  latestRun: { path: 'runs/latest' },
  testNotices: { path: 'notices/test' },
  openapi: { path: 'openapi.json' },
};

const FLAGS: Readonly<Record<string, string>> = { GET: '', POST: '-X POST ', PUT: '-X PUT ', DELETE: '-X DELETE ' };
const TOKEN_HEADER = '-H "Authorization: Bearer $TOKEN" ';

const bodyOf = (body: CallBody): string =>
  'json' in body
    ? `-H 'content-type: application/json' -d '${JSON.stringify(body.json)}' `
    : `-H 'content-type: ${body.type}' -d '${body.raw}' `;

export type PrintedCall = { readonly title: string; readonly about: string; readonly command: string };

/** In the order of the routes. A route without a call is an error. */
export const routeCalls = (): readonly PrintedCall[] =>
  ROUTES.map(({ id, method, path, summary, writes }) => {
    const call = CALLS[id];
    if (call === undefined) throw new Error(`test/docs/support/calls.ts has no call of the route "${id}"`);
    const flag = method === 'POST' && call.body !== undefined ? '' : FLAGS[method];
    const words = `${flag}${writes ? TOKEN_HEADER : ''}${call.body === undefined ? '' : bodyOf(call.body)}`;
    return { title: `${method} ${path}`, about: summary, command: `curl ${words}"\${ENDPOINT}${call.path}"` };
  });
