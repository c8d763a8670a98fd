/** The same reports as mail programs, consoles and people make of them: on one line, in HTML, in other languages, forwarded. */
import { base64, inline, isTemporary, type Letter, lines, RETURNED, type Shell, split, statusOf } from './letter.ts';

const POSTFIX = ({ to, mx, mxIp, reply }: Letter): string =>
  `Nov 30 09:15:02 mx1 postfix/smtp[2103]: 7C1D020A50: to=<${to}>, relay=${mx}[${mxIp}]:25, delay=0.4, delays=0.02/0/0.3/0.08, dsn=${statusOf(reply)}, status=${isTemporary(reply) ? 'deferred' : 'bounced'} (host ${mx}[${mxIp}] said: ${inline(reply)} (in reply to RCPT TO command))`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const EXIM_WARNING = ({ from, to, mx, mxIp, reply, reporter }: Letter): string =>
  `This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on ${reporter}.\n\nThe message identifier is:     1rABcD-000abc-Xy\nThe subject of the message is: November offers, spam, quota\nThe date of the message is:    Mon, 30 Nov 2026 09:15:02 +0900\n\nThe address to which the message has not yet been delivered is:\n\n  ${to}\n    host ${mx} [${mxIp}]\n    SMTP error from remote mail server after MAIL FROM:<${from}> SIZE=1758:\n    ${lines(reply).join('\n    ')}\n\nNo action is required on your part. Delivery attempts will continue for\nsome time, and this warning may be repeated at intervals if the message\nremains undelivered. Eventually the mail delivery software will give up,\nand when that happens, the message will be returned to you.\n`;

const exchangeKorean = (letter: Letter): string => {
  const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><p><b><font color="#000066" size="3" face="Arial">다음 받는 사람이나 그룹에게 메시지를 배달하지 못했습니다.</font></b></p><p><a href="mailto:${letter.to}">${letter.to}</a><br>이 전자 메일 주소로 메시지를 배달하는 동안 문제가 발생했습니다.</p><br><p>관리자용 진단 정보:</p><p>생성 서버: EX01.sender.example.com</p><p>${letter.to}<br>${letter.mx}<br>Remote Server returned '${escaped(inline(letter.reply))}'</p><p>원본 메시지 머리글:</p><pre>${escaped(RETURNED(letter))}</pre></body></html>`;
  return [
    'From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@sender.example.com>',
    `To: ${letter.from}`,
    'Subject: =?utf-8?B?67Cw64us7ZWgIOyImCDsl4bsnYw6IE9mZmVycw==?=',
    'MIME-Version: 1.0',
    'Auto-Submitted: auto-replied',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="B1"',
    '',
    '--B1',
    'Content-Type: text/html; charset="utf-8"',
    'Content-Transfer-Encoding: base64',
    '',
    base64(html),
    '--B1',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns;EX01.sender.example.com\nReceived-From-MTA: dns;app.sender.example.com\n\nFinal-recipient: RFC822;${letter.to}\nAction: failed\nStatus: ${statusOf(letter.reply)}\nDiagnostic-code: smtp;${inline(letter.reply)}\nRemote-MTA: dns;${letter.mx}\nX-Display-Name: Ann Lee\n`,
    '--B1--',
    '',
  ].join('\r\n');
};

const FORWARDED = (letter: Letter): string =>
  `Can someone tell me what this means? Is DKIM missing?\n\nRegards\nBob\n\n-----Original Message-----\nFrom: Mail Delivery System <MAILER-DAEMON@${letter.reporter}>\nSent: Monday, November 30, 2026 9:15 AM\nTo: ${letter.from}\nSubject: Undelivered Mail Returned to Sender\n\nThis is the mail system at host ${letter.reporter}.\n\nI'm sorry to have to inform you that your message could not be delivered to one or more recipients. It's attached below.\n\nFor further assistance, please send mail to postmaster.\n\n                   The mail system\n\n<${letter.to}>: host ${letter.mx}[${letter.mxIp}] said: ${inline(letter.reply)} (in reply to RCPT TO command)\n`;

export const VARIANT_SHELLS: readonly Shell[] = [
  {
    name: 'Exchange page on one line',
    write: ({ to, mx, reply }) =>
      `Delivery has failed to these recipients or groups: Ann Lee (${to}) A problem occurred while delivering this message to this email address. Try sending this message again. Diagnostic information for administrators: Generating server: EX01.sender.example.com ${to} ${mx} Remote Server returned '${inline(reply)}' Original message headers: Received: from EX01`,
  },
  {
    name: 'Microsoft 365, Remote Server at',
    write: ({ to, mx, mxIp, reply }) =>
      `Delivery has failed to these recipients or groups:\n\n${to}\nYour message couldn't be delivered. Despite repeated attempts to deliver your message, the recipient's email system refused to accept a connection from your email system.\n\nDiagnostic information for administrators:\n\nGenerating server: AM0PR01MB1234.eurprd01.prod.exchangelabs.com\nReceiving server: ${mx} (${mxIp})\n\n${to}\n11/30/2026 12:15:02 AM - Server at ${mx} (${mxIp}) returned '${inline(reply)}'\n\nOriginal message headers:\n\nReceived: from AM0PR01MB1234\n`,
  },
  { name: 'Exchange report in Korean, HTML in base64', write: exchangeKorean },
  {
    name: 'Gmail page in Korean',
    write: ({ to, reply }) =>
      `메일이 차단됨\n${to}님에게 보낸 메일이 차단되었습니다. 자세한 기술적 내용은 아래에서 확인하세요.\n\n자세히 알아보기\n원격 서버의 응답은 다음과 같습니다.\n\n${lines(reply).join('\n')}\n`,
  },
  {
    name: 'Gmail page in German',
    write: ({ to, reply }) =>
      `Nachricht blockiert\nIhre Nachricht an ${to} wurde blockiert. Weitere Informationen finden Sie in den technischen Details unten.\n\nWEITERE INFORMATIONEN\nDie Antwort vom Remote-Server lautete:\n\n${lines(reply).join('\n')}\n`,
  },
  {
    name: 'Yahoo report, pasted',
    write: ({ to, reply }) =>
      `Sorry, we were unable to deliver your message to the following address.\n\n<${to}>:\n${inline(reply)}\n\n--- Below this line is a copy of the message.\n\n`,
  },
  { name: 'Exim warning of a delay, pasted', write: EXIM_WARNING },
  {
    name: 'Postfix report on one line',
    write: ({ reporter, to, mx, mxIp, reply }) =>
      `This is the mail system at host ${reporter}. I'm sorry to have to inform you that your message could not be delivered to one or more recipients. It's attached below. For further assistance, please send mail to postmaster. The mail system <${to}>: host ${mx}[${mxIp}] said: ${inline(reply)} (in reply to RCPT TO command)`,
  },
  { name: 'a person who forwards a report', write: FORWARDED },
  {
    name: 'Postfix log in a container',
    write: (letter) =>
      `${JSON.stringify({ log: `${POSTFIX(letter)}\n`, stream: 'stdout', time: '2026-11-30T00:15:02.48Z' })}\n`,
  },
  {
    name: 'Postfix log in CloudWatch',
    write: (letter) =>
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        owner: '123456789012',
        logGroup: '/mail',
        logStream: 'i-1',
        logEvents: [{ id: '1', timestamp: 1795997702000, message: POSTFIX(letter) }],
      }),
  },
  {
    name: 'Postfix log, RFC 5424',
    write: (letter) => POSTFIX(letter).replace(/^.*?mx1 /, '<22>1 2026-11-30T00:15:02.482Z mx1 '),
  },
  {
    name: 'Postfix log that a screen has broken',
    write: (letter) =>
      (POSTFIX(letter).match(/.{1,100}(?:\s|$)|.{100}/g) ?? []).map((line) => line.trimEnd()).join('\n'),
  },
  {
    name: 'Haraka log as JSON',
    write: ({ to, reply }) => {
      const { code, enhanced, words } = split(reply);
      const text = [code, enhanced, inline(words)].filter((part) => part !== undefined).join(' ');
      return `${JSON.stringify({ level: 'NOTICE', uuid: '3B0D.1.3', origin: 'outbound', message: `recipient <${to}> rejected: ${text}` })}\n`;
    },
  },
  {
    name: 'Stalwart webhook',
    write: ({ to, from, mx, reply }) => {
      const { code, enhanced, words } = split(reply);
      return JSON.stringify({
        events: [
          {
            id: '1',
            createdAt: '2026-11-30T00:15:02Z',
            type: 'delivery.rcpt-to-rejected',
            data: {
              queueId: 1,
              from,
              to,
              hostname: mx,
              code,
              details: [enhanced, inline(words)].filter((part) => part !== undefined).join(' '),
            },
          },
        ],
      });
    },
  },
  {
    name: 'Exchange tracking log',
    write: ({ to, from, mx, mxIp, reply }) =>
      `#Software: Microsoft Exchange Server\n#Log-type: Message Tracking Log\n#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes\n2026-11-30T00:15:02.482Z,,EX01,${mxIp},${mx},,,SMTP,FAIL,42,<m1@sender.example.com>,8d-1,${to},"[{LRT=};{LED=${inline(reply).replaceAll('"', '""')}};{FQDN=${mx}};{IP=${mxIp}}]",4821\n`.replace(
        from,
        from,
      ),
  },
  {
    name: 'Exchange send log',
    write: ({ to, from, mxIp, reply }) =>
      [
        '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
        `2026-11-30T00:15:02.482Z,Outbound,08DA1,10,10.0.0.5:1234,${mxIp}:25,>,MAIL FROM:<${from}> SIZE=4821,`,
        `2026-11-30T00:15:02.482Z,Outbound,08DA1,11,10.0.0.5:1234,${mxIp}:25,>,RCPT TO:<${to}>,`,
        `2026-11-30T00:15:02.482Z,Outbound,08DA1,12,10.0.0.5:1234,${mxIp}:25,<,"${inline(reply).replaceAll('"', '""')}",`,
      ].join('\n'),
  },
  {
    name: 'SmarterMail delivery log',
    write: ({ to, from, reply }) =>
      `[2026.11.30] 09:15:02.123 [12345] CMD: MAIL FROM:<${from}> SIZE=4821\n[2026.11.30] 09:15:02.140 [12345] RSP: 250 2.1.0 Ok\n[2026.11.30] 09:15:02.141 [12345] CMD: RCPT TO:<${to}>\n[2026.11.30] 09:15:02.160 [12345] RSP: ${inline(reply)}\n[2026.11.30] 09:15:02.161 [12345] CMD: QUIT\n`,
  },
];
