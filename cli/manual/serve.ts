import type { Command } from '../command.ts';

export const serveManual: Command = {
  name: 'serve',
  summary: 'serve the HTTP API on this machine only',
  about: [
    'Serves the same API as a deployment on AWS: checks on demand, and what "postwatch watch" remembers. The watch may run beside it on the same memory. GET /openapi.json describes the routes.',
    'It listens on loopback only. It refuses other host names and pages of other origins. Reading needs no token. Writing (an acknowledgement, a snooze, a test notice) needs the token that it prints at the start. The token is new at every start.',
    '--timeout limits each check. With --json, each request is logged as a line of JSON on standard output. Press Ctrl-C to stop.',
  ],
  positionals: [],
  flags: [
    { flag: 'port', value: 'n', about: 'The port. 0 takes a free one.', default: '8025' },
    {
      flag: 'host',
      value: 'address',
      about: 'The address to listen on: 127.0.0.1, ::1 or another loopback address.',
      default: '127.0.0.1',
    },
  ],
  exits: [
    { code: 0, when: 'You stopped it.' },
    { code: 3, when: 'It could not listen.' },
    { code: 64, when: 'Usage error, or wrong settings.' },
  ],
  examples: [
    { line: 'postwatch serve', does: 'Start the server.' },
    {
      line: "curl 'http://127.0.0.1:8025/check/203.0.113.25?domain=example.com'",
      does: 'In another shell: check an address.',
    },
    {
      line: 'curl -X POST -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8025/notices/test',
      does: 'In another shell: send a test notice.',
    },
  ],
  load: async () => (await import('../commands/serve.ts')).serve,
};
