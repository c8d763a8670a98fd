/** Checks on demand: `GET /check/{target}` for one, `POST /check` for several. */
import { type HttpReply, problemReply } from '../reply.ts';
import type { Parameter, Route, RouteContext } from '../route.ts';

const FRESH: Parameter = {
  name: 'fresh',
  in: 'query',
  about: '1 checks now, even if a recent result is cached. It counts against the limit of checks.',
  kind: 'flag',
  example: '1',
};

const one = async ({ ports, caller, language, params, query }: RouteContext): Promise<HttpReply> => {
  const { readCheckQuery } = await import('../check-input.ts');
  const request = readCheckQuery(params['target'] ?? '', query);
  if (!request.ok) return problemReply(400, request.problem);
  const { checkNow } = await import('../checking.ts');
  return checkNow(request.value, { fresh: query.flag('fresh'), caller, language, ports });
};

const several = async ({ ports, caller, language, query, body }: RouteContext): Promise<HttpReply> => {
  const { readCheckBody } = await import('../check-input.ts');
  const request = readCheckBody(body);
  if (!request.ok) return problemReply(400, request.problem);
  const { checkNow } = await import('../checking.ts');
  return checkNow(request.value, { fresh: query.flag('fresh'), caller, language, ports });
};

export const checkRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/check/{target}',
    id: 'checkOne',
    summary: 'Checks reverse DNS, blocklists and SPF of an address or a domain.',
    parameters: [
      {
        name: 'target',
        in: 'path',
        about: 'An address or a domain.',
        kind: 'text',
        example: '203.0.113.25',
        required: true,
      },
      {
        name: 'domain',
        in: 'query',
        about: 'A domain that the address sends for. It may be given several times.',
        kind: 'texts',
        example: 'example.com',
      },
      {
        name: 'helo',
        in: 'query',
        about: 'The name that the server greets with (HELO).',
        kind: 'text',
        example: 'mail.example.com',
      },
      {
        name: 'only',
        in: 'query',
        about: 'Only these checks, separated by commas: ptr, dnsbl, spf.',
        kind: 'text',
        example: 'ptr,dnsbl',
      },
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
    summary: 'Checks up to 50 addresses and domains.',
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
