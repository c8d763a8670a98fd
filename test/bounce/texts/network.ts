import type { Texts } from './types.ts';

export const NETWORK_TEXTS: Texts = {
  'port-25-timeout': [
    {
      text: 'connect to gmail-smtp-in.l.google.com[74.125.128.26]:25: Connection timed out',
      source: 'https://github.com/docker-mailserver/docker-mailserver/issues/598',
    },
    {
      text: 'Diagnostic-Code: X-Postfix; connect to mx01.mail.icloud.com[17.56.9.17]:25: Operation timed out',
      source: 'https://github.com/jeboehm/docker-mailserver/issues/141',
    },
  ],
  'dns-lookup-failed': [
    {
      text: 'CNAME lookup failed temporarily. (#4.4.3)',
      source:
        'https://support.comvation.com/support/solutions/articles/13000040894-weshalb-kommen-mails-nicht-an-fehlermeldung-von-qmail-cname-lookup-failed-temporarily-4-4-3-',
    },
    {
      text: 'Name service error for name=yyahoo.com type=MX: Malformed name server reply',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/postfix-malformed.msg',
    },
  ],
  'mail-loop': [
    { text: '450 4.4.6 Routing loop detected (G16)', source: 'https://smtp.codes/rackspace' },
    {
      text: '554 Too many hops 26 (25 max): from user@example.com via localhost, to nobody@example.net',
      source: 'wRAR/flufl.bounce:flufl/bounce/tests/data/sendmail_01.txt',
    },
    {
      text: 'mail for mail.studio7.lv loops back to myself',
      source: 'voku/PHPMailer-BMH:tests/fixtures/bounce-email/tt_1234211931.txt',
    },
  ],
  'no-mail-domain': [
    {
      text: 'Host or domain name not found. Name service error for name=amerimailzzz.lv type=A: Host not found',
      source: 'voku/PHPMailer-BMH:tests/fixtures/bounce-email/tt_1234175799.txt',
    },
    {
      text: '550 Host unknown',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/sendmail-host-unknown.msg',
    },
    {
      text: '550 No such domain at this location (nobody@example.net) (in reply to RCPT TO command)',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/no-such-domain.msg',
    },
  ],
  expired: [
    {
      text: "451 Sorry, I wasn't able to establish an SMTP connection. I'm not going to try again; this message has been in the queue too long.",
      source: 'http://topwebhostingoffers.com/various-email-bounce-backs-on-a-cpanel-server/',
    },
    {
      text: '#550 4.4.7 QUEUE.Expired; message expired ##',
      source:
        'https://support.everycloud.com/support/solutions/articles/4000041760-spooling-period-email-retry-rate-deferred-email',
    },
  ],
  unreachable: [
    {
      text: '(connect to example.com[10.0.0.1]: Connection refused)',
      source: 'mhalenza/LogReporter:lib/LogReporter/Service/Postfix.pm',
    },
    {
      text: '421 4.4.2 mail.yandex.net Error: timeout exceeded',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/421.json',
    },
  ],
  temporary: [
    { text: '451 4.3.5 Server configuration error', source: 'https://github.com/mail-in-a-box/mailinabox/issues/2' },
    { text: '451 4.3.2 Internal server error', source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json' },
    {
      text: '450 busy - please try later',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/comcast-via-sendmail.unknown.msg',
    },
  ],
};
