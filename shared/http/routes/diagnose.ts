/** Why it bounced: a message, a reply, log lines or a notification of SES, as text or JSON. Nothing of it is kept or logged. */
import type { Route } from '../route.ts';

export const diagnoseRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/diagnose',
    id: 'diagnose',
    summary:
      'Why mail bounced: cause, side at fault, whether it is still true, and the next act for each of the first 100 recipients',
    parameters: [
      { name: 'offline', in: 'query', about: '1 asks nothing: the text alone', kind: 'flag', example: '1' },
      {
        name: 'ip',
        in: 'query',
        about: 'the address that sent it, instead of what the text names',
        kind: 'text',
        example: '203.0.113.25',
      },
      {
        name: 'domain',
        in: 'query',
        about: 'the domain it was sent as, instead of what the text names',
        kind: 'text',
        example: 'example.com',
      },
    ],
    body: {
      schema: 'DiagnoseRequest',
      example: { text: '421 Temporarily rejected. Reverse DNS for 203.0.113.25 failed.' },
      raw: ['text/plain', 'message/rfc822'],
      most: 1_048_576,
    },
    answer: 'Diagnoses',
    problems: [429],
    handle: async (context) => (await import('../diagnosing.ts')).diagnoseNow(context),
  },
];
