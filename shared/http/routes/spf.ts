/** `check_host` of RFC 7208 on demand. As a body too, since older `curl --aws-sigv4` signs a path or query with colons wrongly. */
import { type HttpReply, jsonIn, problemReply } from '../reply.ts';
import type { Route, RouteContext } from '../route.ts';

async function evaluate(ip: string, sender: string, helo: string, context: RouteContext): Promise<HttpReply> {
  const { ports, caller, language } = context;
  const { readSpfQuestion } = await import('../../spf/input.ts');
  const question = readSpfQuestion(ip, sender, helo);
  if (!question.ok) return problemReply(400, question.problem);
  const { spend } = await import('../budget.ts');
  const refused = await spend(caller, 1, ports);
  if (refused !== null) return refused;
  const { spfNow } = await import('../spf-reply.ts');
  return jsonIn(language, await spfNow(question.value, ports, language));
}

const query = (context: RouteContext): Promise<HttpReply> =>
  evaluate(
    context.query.text('ip') ?? '',
    context.query.text('sender') ?? '',
    context.query.text('helo') ?? '',
    context,
  );

const body = async (context: RouteContext): Promise<HttpReply> => {
  const { readObject } = await import('../check-input.ts');
  const fields = readObject(context.body, ['ip', 'sender', 'helo']);
  if (!fields.ok) return problemReply(400, fields.problem);
  const { ip, sender = '', helo = '' } = fields.value;
  if (typeof ip !== 'string' || typeof sender !== 'string' || typeof helo !== 'string')
    return problemReply(400, (await import('../route-words.ts')).SPF_NEEDS_TEXTS);
  return evaluate(ip, sender, helo, context);
};

export const spfRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/spf',
    id: 'spf',
    summary: 'Evaluates whether a domain authorizes an address to send (RFC 7208), with the whole tree and its cost.',
    parameters: [
      { name: 'ip', in: 'query', about: 'The sending address.', kind: 'text', example: '203.0.113.25', required: true },
      {
        name: 'sender',
        in: 'query',
        about: 'The MAIL FROM address or its domain. If it is empty, the HELO name counts.',
        kind: 'text',
        example: 'news@example.com',
      },
      {
        name: 'helo',
        in: 'query',
        about: 'The name that the server greets with (HELO).',
        kind: 'text',
        example: 'mail.example.com',
      },
    ],
    answer: 'Spf',
    problems: [429],
    handle: query,
  },
  {
    method: 'POST',
    path: '/spf',
    id: 'spfByBody',
    summary: 'Evaluates SPF with a body.',
    parameters: [],
    body: {
      schema: 'SpfRequest',
      example: { ip: '203.0.113.25', sender: 'news@example.com', helo: 'mail.example.com' },
    },
    answer: 'Spf',
    problems: [429],
    handle: body,
  },
];
