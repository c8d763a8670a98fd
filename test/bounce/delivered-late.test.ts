/** Mail that was put off and came through in the end, in the log of each server that shows which message it was; and logs of any form as a whole. */
import { describe, expect, it } from 'vitest';
import { logTally } from '../../shared/bounce/whole-log/tally.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { diagnosed, read } from './reading.ts';

const LOGS: Readonly<Record<string, readonly string[]>> = {
  OpenSMTPD: [
    'Nov 30 09:15:03 mx1 smtpd[5100]: 1f00c0de5e551002 mta delivery evpid=a1b2c3d4e5f60719 from=<news@example.com> to=<bob@example.org> rcpt=<-> source="203.0.113.7" relay="192.0.2.26 (mx.example.org)" delay=5m1s result="TempFail" stat="450 4.2.0 Greylisted, try again"',
    'Nov 30 09:25:03 mx1 smtpd[5100]: 1f00c0de5e551009 mta delivery evpid=a1b2c3d4e5f60719 from=<news@example.com> to=<bob@example.org> rcpt=<-> source="203.0.113.7" relay="192.0.2.26 (mx.example.org)" delay=15m1s result="Ok" stat="250 2.0.0 Ok"',
  ],
  qmail: [
    '@400000006b0cc0101d4f0b2c starting delivery 41: msg 262155 to remote bob@example.org',
    '@400000006b0cc01204bb00cc delivery 41: deferral: 192.0.2.26_does_not_like_recipient./Remote_host_said:_450_4.2.0_<bob@example.org>:_Greylisted/Giving_up_on_192.0.2.26./',
    '@400000006b0cc0101d4f0b2c starting delivery 77: msg 262155 to remote bob@example.org',
    '@400000006b0cc01120aa11d4 delivery 77: success: 192.0.2.25_accepted_message./Remote_host_said:_250_2.0.0_Ok:_queued_as_7C1D020A4F/',
  ],
  Haraka: [
    '[NOTICE] [3B0D.1.2] [outbound] recipient <bob@example.org> deferred: 450 4.2.0 Greylisted',
    '[NOTICE] [3B0D.1.2] [outbound]  delivered file=1795997702000_0_4711_a_1_mx1 domain=example.org host=mx.example.org ip=192.0.2.25 port=25 mode=SMTP tls=Y auth=N response="Ok: queued as 7C1D" delay=0.9 fails=1 rcpts=1/0/0',
  ],
  Stalwart: [
    '2026-11-30T00:15:03Z INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = 284002, from = "news@example.com", hostname = "mx.example.org", to = "bob@example.org", code = 450, details = "Greylisted", elapsed = 90ms',
    '2026-11-30T00:25:02Z INFO Message delivered (delivery.delivered) queueId = 284002, from = "news@example.com", to = "bob@example.org", hostname = "mx.example.org", code = 250, details = "Ok", elapsed = 412ms',
  ],
  'the accounting of PowerMTA': [
    'type,timeLogged,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,dlvSourceIp,vmta,jobId,header_Message-Id',
    't,2026-11-30 09:15:02+0000,b@example.com,bob@example.org,delayed,4.2.0 (x),smtp;450 4.2.0 Greylisted,mx.example.org (192.0.2.26),203.0.113.7,o,j,<1@example.com>',
    'd,2026-11-30 09:25:02+0000,b@example.com,bob@example.org,relayed,2.0.0 (success),"smtp;250 2.0.0 Ok",mx.example.org (192.0.2.26),203.0.113.7,o,j,<1@example.com>',
  ],
  KumoMTA: [
    '{"type":"TransientFailure","id":"a2","sender":"n@example.com","recipient":["bob@example.org"],"response":{"code":450,"enhanced_code":null,"content":"Greylisted","command":"RCPT TO:<bob@example.org>"},"peer_address":{"name":"mx.example.org.","addr":"192.0.2.26"},"timestamp":1795997703,"num_attempts":1}',
    '{"type":"Delivery","id":"a2","sender":"n@example.com","recipient":"bob@example.org","response":{"code":250,"content":"Ok","command":"."},"peer_address":{"name":"mx.example.org.","addr":"192.0.2.26"},"timestamp":1795998702}',
  ],
  'the message tracking of Exchange': [
    '#Software: Microsoft Exchange Server',
    '#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,recipient-address,recipient-status,total-bytes,recipient-count',
    '2026-11-30T00:15:03.001Z,,EX1,,EX1,,,QUEUE,DEFER,4712,<m2@example.com>,bob@example.org,"[{LED=450 4.2.0 Greylisted};{FQDN=mx.example.org};{IP=192.0.2.26}]",3000,1',
    '2026-11-30T00:25:02.114Z,203.0.113.7,EX1,192.0.2.26,mx.example.org,x,Internet,SMTP,SENDEXTERNAL,4712,<m2@example.com>,bob@example.org;amy@example.net,250 2.1.5 Recipient OK;250 2.1.5 Recipient OK,4821,2',
  ],
  MDaemon: [
    'Mon 2026-11-30 09:15:02.114: 05: [4711] Parsing message <c:\\mdaemon\\queues\\remote\\pd50000123456.msg>',
    'Mon 2026-11-30 09:15:02.114: 05: [4711] Attempting SMTP connection to [192.0.2.26:25]',
    'Mon 2026-11-30 09:15:02.114: 02: [4711] <-- 220 mx.example.org ESMTP',
    'Mon 2026-11-30 09:15:02.114: 03: [4711] --> MAIL From:<news@example.com> SIZE=4821',
    'Mon 2026-11-30 09:15:02.114: 02: [4711] <-- 250 2.1.0 Ok',
    'Mon 2026-11-30 09:15:02.114: 03: [4711] --> RCPT To:<bob@example.org>',
    'Mon 2026-11-30 09:15:02.114: 02: [4711] <-- 450 4.2.0 <bob@example.org>: Greylisted',
    'Mon 2026-11-30 09:15:02.114: 01: [4711] SMTP session terminated (Bytes in/out: 1/2)',
    'Mon 2026-11-30 09:35:02.114: 05: [4790] Parsing message <c:\\mdaemon\\queues\\remote\\pd50000123456.msg>',
    'Mon 2026-11-30 09:35:02.114: 03: [4790] --> RCPT To:<bob@example.org>',
    'Mon 2026-11-30 09:35:02.114: 02: [4790] <-- 250 2.1.5 Ok',
    'Mon 2026-11-30 09:35:02.114: 03: [4790] --> DATA',
    'Mon 2026-11-30 09:35:02.114: 02: [4790] <-- 354 Go ahead',
    'Mon 2026-11-30 09:35:02.114: 02: [4790] <-- 250 2.0.0 Ok',
    'Mon 2026-11-30 09:35:02.114: 01: [4790] SMTP session successful (Bytes in/out: 1/2)',
  ],
  'notifications of SES': [
    '{"eventType":"DeliveryDelay","deliveryDelay":{"delayType":"TransientCommunicationFailure","delayedRecipients":[{"emailAddress":"bob@example.org","status":"4.2.0","diagnosticCode":"smtp; 450 4.2.0 Greylisted"}]},"mail":{"timestamp":"2026-11-30T00:00:00Z","messageId":"01","source":"n@example.com","destination":["bob@example.org"]}}',
    '{"eventType":"Delivery","delivery":{"recipients":["bob@example.org"],"smtpResponse":"250 ok"},"mail":{"messageId":"01","source":"n@example.com","destination":["bob@example.org"]}}',
  ],
  'events of SendGrid': [
    '{"email":"bob@example.org","event":"deferred","response":"450 4.2.0 Greylisted","sg_message_id":"m1","timestamp":1795997703}',
    '{"email":"bob@example.org","event":"delivered","response":"250 OK","sg_message_id":"m1","timestamp":1795998703}',
  ],
};

const tally = (lines: readonly string[]) => {
  const one = logTally(LISTS);
  for (const line of lines) one.add(line);
  return one.report();
};

describe.each(Object.entries(LOGS))('%s', (_name, lines) => {
  it('shows that mail was delivered late', async () => {
    expect(await diagnosed(lines.join('\n'))).toMatchObject([
      { state: 'delivered-late', cause: 'greylisted', recipient: 'bob@example.org' },
    ]);
  });

  it('counts it in a whole log as delivered later', () => {
    const { groups, delivered } = tally(lines);
    expect(groups).toMatchObject([{ count: 1, attempts: 1, deliveredLater: 1, receiver: 'example.org' }]);
    expect(delivered).toBeGreaterThan(0);
  });

  it('shows that it still waits, where the log ends before', async () => {
    const early = lines.slice(0, lines.findIndex((line) => /450|greylist/i.test(line)) + 1);
    expect(await diagnosed(early.join('\n'))).toMatchObject([{ state: 'queued', retry: 'wait' }]);
  });
});

it('mail that a receiver took and sent back later came back', async () => {
  const [, delivery = ''] = LOGS['notifications of SES'] ?? [];
  const bounce = JSON.stringify({
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bouncedRecipients: [{ emailAddress: 'bob@example.org', diagnosticCode: 'smtp; 550 5.1.1 User unknown' }],
    },
    mail: { messageId: '01', source: 'n@example.com' },
  });
  expect(await diagnosed(`${delivery}\n${bounce}`)).toMatchObject([{ state: 'returned', cause: 'user-unknown' }]);
});

describe('a whole log that is no text of a mail server', () => {
  const many = (n: number, make: (at: number) => string): string[] => Array.from({ length: n }, (_, at) => make(at));
  const csv = [
    'type,timeLogged,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,dlvSourceIp',
    ...many(
      250,
      (n) =>
        `b,2026-11-30 09:15:02+0000,b@example.com,u${n}@example.net,failed,5.7.1 (x),"smtp;554 5.7.1 Client host [203.0.113.9] blocked using zen.spamhaus.org",mx.example.net (192.0.2.25),203.0.113.9`,
    ),
  ];
  const events = many(250, (n) =>
    JSON.stringify({
      event: 'bounce',
      email: `u${n}@example.net`,
      reason: '554 5.7.1 Client host [203.0.113.9] blocked using zen.spamhaus.org',
      sg_message_id: `m${n}`,
      timestamp: 1795997703 + n,
    }),
  );
  it.each([
    ['a table', csv],
    ['events, one a line', events],
    ['a list of events, one a line', ['[', ...events.map((one) => `${one},`), ']']],
  ])('%s has no limit of a hundred', (_what, lines) => {
    const { groups, refusals } = tally(lines);
    expect(refusals).toBe(250);
    expect(groups).toMatchObject([{ count: 250, diagnosis: { cause: 'ip-blocklisted', ip: '203.0.113.9' } }]);
    expect(groups[0]!.firstSeen).toMatch(/^2026-11-30/);
  });

  it('says of the first hundred that there are more', async () => {
    for (const lines of [csv, events]) {
      const { diagnoses, isFull } = await read(lines.join('\n'));
      expect([diagnoses.length, isFull]).toEqual([100, true]);
    }
  });
});

describe('what MDaemon refuses itself', () => {
  it('is inbound', async () => {
    const lines = [
      'Mon 2026-11-30 09:15:02.114: 03: [12] --> 220 mx.example.com ESMTP MDaemon',
      'Mon 2026-11-30 09:15:02.114: 02: [12] <-- MAIL FROM:<spam@example.org>',
      'Mon 2026-11-30 09:15:02.114: 03: [12] --> 250 2.1.0 Sender OK',
      'Mon 2026-11-30 09:15:02.114: 02: [12] <-- RCPT TO:<nobody@example.com>',
      'Mon 2026-11-30 09:15:02.114: 03: [12] --> 550-5.1.1 Recipient',
      'Mon 2026-11-30 09:15:02.114: 03: [12] --> 550 5.1.1 unknown',
    ];
    expect(await diagnosed(lines.join('\n'))).toMatchObject([
      { direction: 'inbound', state: 'refused', recipient: 'nobody@example.com', smtpCode: 550 },
    ]);
  });
});
