/** Logs of mail servers. Their lines are as the sources of the servers write them. */
import { inline, isTemporary, type Letter, lines, type Shell, split, statusOf } from './letter.ts';

const SYSLOG = 'Nov 30 09:15:02 mx1';
const EXIM = '2026-11-30 09:15:05 1rABcD-000000000Ab-1XyZ';

const postfix = (letter: Letter, rest: string): string =>
  `${SYSLOG} postfix/smtp[2103]: 7C1D020A50: to=<${letter.to}>, relay=${letter.mx}[${letter.mxIp}]:25, delay=0.4, delays=0.02/0/0.3/0.08, dsn=${statusOf(letter.reply)}, status=${isTemporary(letter.reply) ? 'deferred' : 'bounced'} (${rest})`;

/** `1.2.3.4_does_not_like_recipient./Remote_host_said:_550_...`: qmail-send.c. */
const qmailText = ({ mxIp, reply }: Letter): string =>
  `${mxIp} does not like recipient.\nRemote host said: ${lines(reply).join('\n')}\nGiving up on ${mxIp}.\n`
    .replaceAll('\n', '/')
    .replace(/[^!-~]|%/g, '_');

const exim = ({ mx, mxIp, to, reply }: Letter, router: string, transport: string): string =>
  isTemporary(reply)
    ? `${EXIM} == ${to} R=${router} T=${transport} defer (-44) H=${mx} [${mxIp}] DT=0.4s: SMTP error from remote mail server after RCPT TO:<${to}>: ${lines(reply).join('\\n')}`
    : `${EXIM} ** ${to} R=${router} T=${transport} H=${mx} [${mxIp}] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes : SMTP error from remote mail server after RCPT TO:<${to}>: ${lines(reply).join('\\n')} DT=1s`;

const sendmail = ({ to, mx, mxIp, from, reply }: Letter, more: string): string =>
  `${SYSLOG} sendmail[4104]: 4AU0F1aB004102: to=<${to}>, ctladdr=<${from}> (48/48), delay=00:00:02, xdelay=00:00:01, mailer=esmtp, pri=120000, relay=${mx}. [${mxIp}], dsn=${statusOf(reply)}, ${more}`;

const csvField = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

const POSTFIX_LOGS: readonly Shell[] = [
  {
    name: 'Postfix log, said',
    write: (letter) =>
      postfix(letter, `host ${letter.mx}[${letter.mxIp}] said: ${inline(letter.reply)} (in reply to RCPT TO command)`),
  },
  {
    name: 'Postfix log, end of DATA, with tls= and orig_to=',
    write: (letter) =>
      postfix(
        letter,
        `host ${letter.mx}[${letter.mxIp}] said: ${inline(letter.reply)} (in reply to end of DATA command)`,
      )
        .replace('>, relay', '>, orig_to=<team@sender.example.com>, relay')
        .replace(', dsn=', ', tls=dane:encrypt, dsn='),
  },
  {
    name: 'Postfix log, greeting',
    write: (letter) =>
      postfix(letter, `host ${letter.mx}[${letter.mxIp}] refused to talk to me: ${inline(letter.reply)}`),
  },
  {
    name: 'Postfix queue listing',
    write: ({ mx, mxIp, to, from, reply }) =>
      `-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n7C1D020A50     4821 Mon Nov 30 09:15:02  ${from}\n(host ${mx}[${mxIp}] said: ${inline(reply)} (in reply to RCPT TO command))\n                                         ${to}\n\n-- 4 Kbytes in 1 Request.\n`,
  },
  {
    name: 'Postfix queue as JSON',
    write: ({ mx, mxIp, to, from, reply }) =>
      `${JSON.stringify({ queue_name: 'deferred', queue_id: '7C1D020A50', arrival_time: 1795997702, message_size: 4821, forced_expire: false, sender: from, recipients: [{ address: to, delay_reason: `host ${mx}[${mxIp}] said: ${inline(reply)} (in reply to RCPT TO command)` }] })}\n`,
  },
  {
    name: 'journal as JSON',
    write: (letter) =>
      `${JSON.stringify({ __CURSOR: 's=ab', __REALTIME_TIMESTAMP: '1795997702482913', _HOSTNAME: 'mx1', SYSLOG_IDENTIFIER: 'postfix/smtp', _PID: '2101', MESSAGE: postfix(letter, `host ${letter.mx}[${letter.mxIp}] said: ${inline(letter.reply)} (in reply to RCPT TO command)`).replace(/^.*?\]: /, '') })}\n`,
  },
];

const EXIM_LOGS: readonly Shell[] = [
  { name: 'Exim log', write: (letter) => exim(letter, 'dnslookup', 'remote_smtp') },
  { name: 'Exim log of cPanel', write: (letter) => exim(letter, 'dkim_lookuphost', 'dkim_remote_smtp') },
  {
    name: 'Exim log, host line',
    hidesRecipient: true,
    write: ({ mx, mxIp, from, reply }) =>
      `${EXIM} H=${mx} [${mxIp}]: SMTP error from remote mail server after pipelined MAIL FROM:<${from}> SIZE=1758: ${lines(reply).join('\\n')}`,
  },
];

const SENDMAIL_LOGS: readonly Shell[] = [
  {
    name: 'Sendmail log, reply=',
    write: (letter) =>
      sendmail(
        letter,
        `reply=${lines(letter.reply).at(-1) === letter.reply ? letter.reply : inline(letter.reply)}, stat=${isTemporary(letter.reply) ? 'Deferred' : 'Service unavailable'}`,
      ),
  },
  {
    name: 'Sendmail log, stat=',
    write: (letter) => sendmail(letter, `stat=${isTemporary(letter.reply) ? 'Deferred: ' : ''}${inline(letter.reply)}`),
  },
];

const OTHER_LOGS: readonly Shell[] = [
  {
    name: 'qmail log',
    isAscii: true,
    write: (letter) =>
      `@400000006b0cc0101d3c2a14 info msg 262155: bytes 4821 from <${letter.from}> qp 7001 uid 1001\n@400000006b0cc0101d4f0b2c starting delivery 43: msg 262155 to remote ${letter.to}\n@400000006b0cc01304bb00cc delivery 43: ${isTemporary(letter.reply) ? 'deferral' : 'failure'}: ${qmailText(letter)}`,
  },
  {
    name: 'OpenSMTPD log',
    write: ({ to, from, mx, mxIp, reply }) =>
      `${SYSLOG} smtpd[5100]: 1f00c0de5e551003 mta delivery evpid=a1b2c3d4e5f6071a from=<${from}> to=<${to}> rcpt=<-> source="198.51.100.250" relay="${mxIp} (${mx})" delay=1s result="${isTemporary(reply) ? 'TempFail' : 'PermFail'}" stat="${inline(reply)}"`,
  },
  {
    name: 'Haraka log',
    write: ({ to, reply }) => {
      const { code, enhanced, words } = split(reply);
      return `[NOTICE] [3B0D.1.3] [outbound] recipient <${to}> ${code < 500 ? 'deferred' : 'rejected'}: ${[code, enhanced, inline(words)].filter((part) => part !== undefined).join(' ')}`;
    },
  },
  {
    name: 'PowerMTA accounting',
    write: ({ to, from, mx, mxIp, reply }) =>
      `type,timeLogged,timeQueued,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,dlvSourceIp,vmta,jobId\n${['b', '1795997703', '1795997701', from, to, 'failed', `${statusOf(reply)} (delivery not authorized)`, `smtp;${inline(reply)}`, `${mx} (${mxIp})`, 'spam-related', '198.51.100.250', 'out1', 'job9'].map(csvField).join(',')}\n`,
  },
  {
    name: 'Stalwart log',
    write: ({ to, from, mx, reply }) => {
      const { code, enhanced, words } = split(reply);
      return `2026-11-30T00:15:02Z INFO RCPT TO rejected (delivery.rcpt-to-rejected) queueId = 1234567890, queueName = "default", from = "${from}", to = ["${to}"], size = 4821, total = 1, hostname = "${mx}", to = "${to}", code = ${code}, details = "${[enhanced, inline(words)].filter((part) => part !== undefined).join(' ')}", elapsed = 12ms`;
    },
  },
  {
    name: 'KumoMTA log',
    write: ({ to, from, mx, mxIp, reply }) => {
      const { code, enhanced, words } = split(reply);
      const [cls, subject, detail] = (enhanced ?? '').split('.').map(Number);
      return `${JSON.stringify({ type: code < 500 ? 'TransientFailure' : 'Bounce', id: 'a3', sender: from, recipient: to, queue: 'c:t@kunde.example', site: `s1->${mx}.`, response: { code, enhanced_code: enhanced === undefined ? null : { class: cls, subject, detail }, content: words, command: `RCPT TO:<${to}>` }, peer_address: { name: `${mx}.`, addr: mxIp }, timestamp: 1795997704, num_attempts: 0, bounce_classification: 'Uncategorized', source_address: { address: '198.51.100.250:40112' } })}\n`;
    },
  },
  {
    name: 'IIS log',
    write: ({ to, from, mxIp, reply }) => {
      const row = (event: string, verb: string, words: string): string =>
        `2026-11-30 00:15:02 ${mxIp} ${event} SMTPSVC1 MAIL01 - 25 ${verb} - ${words.replaceAll(' ', '+')} 0 0 60 0 203 SMTP - - - -`;
      return [
        '#Software: Microsoft Internet Information Services 8.5',
        '#Fields: date time c-ip cs-username s-sitename s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query sc-status sc-win32-status sc-bytes cs-bytes time-taken cs-version cs-host cs(User-Agent) cs(Cookie) cs(Referer)',
        row('OutboundConnectionCommand', 'MAIL', `FROM:<${from}>`),
        row('OutboundConnectionResponse', '-', '250 2.1.0 Ok'),
        row('OutboundConnectionCommand', 'RCPT', `TO:<${to}>`),
        row('OutboundConnectionResponse', '-', inline(reply)),
        row('OutboundConnectionCommand', 'RSET', '-'),
      ].join('\n');
    },
  },
];

export const LOG_SHELLS: readonly Shell[] = [...POSTFIX_LOGS, ...EXIM_LOGS, ...SENDMAIL_LOGS, ...OTHER_LOGS];
