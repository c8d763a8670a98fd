/** Checks on demand: `GET /check/{target}` for one, `POST /check` for several. */
import { type HttpReply, problemReply } from '../reply.ts';
import type { Parameter, Route, RouteContext } from '../route.ts';

const FRESH: Parameter = {
  name: 'fresh',
  in: 'query',
  about: '1 asks now, even where a younger check is kept; it costs budget',
  kind: 'flag',
  example: '1',
};

const one = async ({ ports, caller, params, query }: RouteContext): Promise<HttpReply> => {
  const { readCheckQuery } = await import('../check-input.ts');
  const request = readCheckQuery(params['target'] ?? '', query);
  if (!request.ok) return problemReply(400, request.problem);
  const { checkNow } = await import('../checking.ts');
  return checkNow(request.value, { fresh: query.flag('fresh'), caller, ports });
};

const several = async ({ ports, caller, query, body }: RouteContext): Promise<HttpReply> => {
  const { readCheckBody } = await import('../check-input.ts');
  const request = readCheckBody(body);
  if (!request.ok) return problemReply(400, request.problem);
  const { checkNow } = await import('../checking.ts');
  return checkNow(request.value, { fresh: query.flag('fresh'), caller, ports });
};

export const checkRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/check/{target}',
    id: 'checkOne',
    summary: 'Reverse DNS, blocklists and SPF of an address or a domain, now',
    parameters: [
      {
        name: 'target',
        in: 'path',
        about: 'an address or a domain',
        kind: 'text',
        example: '203.0.113.25',
        required: true,
      },
      {
        name: 'domain',
        in: 'query',
        about: 'a domain that the address sends for; may be given several times',
        kind: 'texts',
        example: 'example.com',
      },
      {
        name: 'helo',
        in: 'query',
        about: 'the name the server greets with',
        kind: 'text',
        example: 'mail.example.com',
      },
      { name: 'only', in: 'query', about: 'only these checks: ptr, dnsbl, spf', kind: 'text', example: 'ptr,dnsbl' },
      FRESH,
    ],
    answer: 'Check',
    problems: [429],
    handle: one,
  },
  {
    method: 'POST',
    path: '/check',
    id: 'checkSeveral',
    summary: 'The same for up to 50 targets',
    parameters: [FRESH],
    body: {
      schema: 'CheckRequest',
      example: {
        targets: [{ address: '203.0.113.25', domains: ['example.com'] }, 'example.com'],
        only: ['ptr', 'dnsbl'],
      },
    },
    answer: 'Check',
    problems: [429],
    handle: several,
  },
];
