/** Why it bounced: a message, a reply, log lines or a notification of SES, as text or JSON. Nothing of it is kept or logged. */
import type { Route } from '../route.ts';

export const diagnoseRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/diagnose',
    id: 'diagnose',
    summary:
      'Explains why mail bounced: the cause, whose side it is on, whether it is still true, and the next steps. It answers for the first 100 recipients, and for all of a log in groups.',
    parameters: [
      {
        name: 'offline',
        in: 'query',
        about: '1 makes no queries and reads the text alone.',
        kind: 'flag',
        example: '1',
      },
      {
        name: 'ip',
        in: 'query',
        about: 'The address that sent it, instead of the one in the text.',
        kind: 'text',
        example: '203.0.113.25',
      },
      {
        name: 'domain',
        in: 'query',
        about: 'The domain that it was sent as, instead of the one in the text.',
        kind: 'text',
        example: 'example.com',
      },
      {
        name: 'dkimSelector',
        in: 'query',
        about: 'The selector of its DKIM key, where the text shows no signature.',
        kind: 'text',
        example: 's1',
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
