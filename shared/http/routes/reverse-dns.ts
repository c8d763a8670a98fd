/**
 * The reverse name of an Elastic IP: the one it has, a new one, none. A change takes minutes (EC2 decides when it applies it), so
 * it is accepted and continues by itself; read its progress with GET.
 */
import type { Parameter, Route } from '../route.ts';

const work = () => import('../reverse-dns-replies.ts');

const IP: Parameter = {
  name: 'ip',
  in: 'path',
  about: 'An Elastic IP of the account.',
  kind: 'text',
  example: '203.0.113.25',
  required: true,
};
const COMMON = { path: '/addresses/{ip}/reverse-dns', parameters: [IP] } as const;

export const reverseDnsRoutes: readonly Route[] = [
  {
    method: 'GET',
    id: 'reverseDns',
    ...COMMON,
    summary: 'Shows its reverse name in EC2 and in public DNS, and the state of the last job for it.',
    answer: 'ReverseDns',
    problems: [404, 429, 502, 503],
    handle: async (context) => (await work()).status(context),
  },
  {
    method: 'PUT',
    id: 'setReverseDns',
    ...COMMON,
    summary:
      'Sets its reverse name: publishes the forward record, asks EC2, waits, and checks the result. merge adds to an A record with other addresses; replace overwrites another reverse name.',
    body: {
      schema: 'ReverseDnsRequest',
      example: { hostname: 'mail.example.com', merge: false, replace: false },
    },
    answer: 'ReverseDnsJob',
    goesOn: true,
    problems: [403, 409, 429, 503],
    writes: true,
    handle: async (context) => (await work()).set(context),
  },
  {
    method: 'DELETE',
    id: 'resetReverseDns',
    ...COMMON,
    summary: 'Removes its reverse name, which is required before the Elastic IP can be released.',
    answer: 'ReverseDnsJob',
    goesOn: true,
    problems: [403, 409, 429, 503],
    writes: true,
    handle: async (context) => (await work()).reset(context),
  },
];
