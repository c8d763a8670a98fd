/** The way to the receiver, and the passing troubles on it. */
import { rulesOf } from '../rule.ts';

const EC2 = rulesOf('aws-ec2', [
  {
    id: 'port-25-timeout',
    cause: 'port25-blocked',
    // Every host times out where port 25 is blocked; one alone is more often down. The remedy says so.
    says: ['connect to *:25: connection timed out', 'connect to *:25: operation timed out'],
    examples: [
      {
        text: 'connect to gmail-smtp-in.l.google.com[74.125.128.26]:25: Connection timed out',
        source: 'https://github.com/docker-mailserver/docker-mailserver/issues/598',
      },
      {
        text: 'Diagnostic-Code: X-Postfix; connect to mx01.mail.icloud.com[17.56.9.17]:25: Operation timed out',
        source: 'https://github.com/jeboehm/docker-mailserver/issues/141',
      },
    ],
  },
]);

const ANY = rulesOf('generic', [
  {
    id: 'dns-lookup-failed',
    cause: 'dns-failure',
    hints: ['4.4.3', '5.4.3'],
    says: [
      'temporary (dns|lookup|name|mx) ',
      '(dns|mx|cname|name|host) (lookup|query|resolution) (failed temporarily|failure|timed out|timeout|failed)',
      'unable to lookup dns',
      '(name server|nameserver) * (timeout|timed out|no answer|not respond|failure|malformed|refused)',
      'malformed (or unexpected |)name server',
      'host not found, try again',
      'servfail',
    ],
    unless: ['sender', 'client host', 'nxdomain', 'does not exist', 'not found:', 'authentication'],
    examples: [
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
  },
  {
    id: 'mail-loop',
    cause: 'network',
    retry: 'never',
    remedy: 'loop',
    enhanced: ['5.4.6', '4.4.6', '5.4.14'],
    says: [
      '(mail|routing|forwarding|message|delivery|possible|bad) loop',
      'loop(s|) (back|detected|to)',
      'too many (hops|received|"received"|forward)',
      'hop count',
      'exceeded * hops',
      'maximum (hop|forward)',
      'looping',
      'loop count',
      'mx record points to local host',
      "(it isn't|not) in my control/locals",
    ],
    examples: [
      { text: '450 4.4.6 Routing loop detected (G16)', source: 'https://smtp.codes/rackspace' },
      {
        text: '554 Too many hops 26 (25 max): from user@python.org via localhost, to nobody@nfg.nl',
        source: 'wRAR/flufl.bounce:flufl/bounce/tests/data/sendmail_01.txt',
      },
      {
        text: 'mail for mail.studio7.lv loops back to myself',
        source: 'voku/PHPMailer-BMH:tests/fixtures/bounce-email/tt_1234211931.txt',
      },
    ],
  },
  {
    id: 'no-mail-domain',
    cause: 'network',
    retry: 'never',
    remedy: 'no-such-domain',
    hints: ['5.1.2', '5.4.4', '5.4.310', '5.4.312', '4.1.2'],
    says: [
      'host or domain name not found',
      'name service error',
      'nxdomain',
      'no (mx|mail host|such domain|such host|mail exchanger|mx or)',
      "domain * (not found|does not exist|doesn't exist|unknown|not exist|is not reachable|must exist|may not exist|invalid|could not be found|couldn't be found)",
      '(unknown|no such|invalid|bad|illegal|nonexistent) (host|domain|mail domain|destination host|host/domain|domain name)',
      'host (unknown|not found|unreachable|does not exist)',
      'dns (query|lookup|error|resolution|records|server) * (fail|error|not be found|could not|non-existent|nonexistent)',
      'null mx',
      "(does not|doesn't) accept (mail|email)",
      'name or service not known',
      'unroutable',
      'unrouteable',

      "couldn't (resolve|find) (host|any)",

      '(recipient|mail|destination|email) domain (does not|must|is not|not|unknown|mentioned)',

      'mail servers appear to exist',
      'no mail servers',
      'domain * doesnt exist',
      'all relevant mx records',
      'no valid (hosts|host|mx)',
      'dns loop',

      "(cannot|can't|could not|unable to) (resolve|find|route)",
    ],
    unless: ['sender', 'client host', 'mail forwarding', 'ptr', 'user not found', 'recipient not found'],
    examples: [
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
  },
  {
    id: 'expired',
    cause: 'network',
    retry: 'never',
    says: [
      '(message|delivery|delivery time|queue|mail) (has |is |)(expired|timed out|time expired)',
      'expired',
      'retry (timeout|time not reached|period)',
      '(too long|for a long time|too old)',
      'could not be delivered for (more than|the last|over)',
      'could not deliver for',
      'after multiple (retries|attempts)',
      'giving up',

      'not (been |)(delivered|collected) (after|within|for)',

      'not reachable within',
      'delivery attempts',
      '(failed|after) * attempts',
      'failed to deliver to domain',
      'will (keep|continue) trying',
      'not yet been delivered',
      'delayed',
      'still being retried',
      'will (be |)(retry|retried|continue)',
      'has not been delivered',
      'did not respond',
      'period of time',
    ],
    examples: [
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
  },
  {
    id: 'unreachable',
    cause: 'network',
    says: [
      'connection * (timed out|refused|reset|failed|closed|dropped|lost|broken|aborted)',

      '(network|host|server|destination|domain) (is |)(unreachable|not reachable|down)',
      'lost connection',
      'socketerror',

      'timed out',
      'timeout',
      "(could not|couldn't|unable to|cannot|can't|failed to) (connect|establish|open connection|reach|contact)",
      'connect(ion|) (failed|error)',
      'no answer from',
      '(not|never) respond',
      'connection lost',
      'no smtp (service|connection)',
      'remote (host|server) (said|closed|is) * (clos|connection)',
      'bad connection',
      'deferred * connection',
      'premature',
      'tls handshake',
      'ssl error',
      "i wasn't able to establish an smtp",
      'network error',
      'no route',
      '(connection|session) * could not be (established|opened|made)',

      'connection refused',
    ],
    examples: [
      {
        text: '(connect to example.com[10.0.0.1]: Connection refused)',
        source: 'mhalenza/LogReporter:lib/LogReporter/Service/Postfix.pm',
      },
      {
        text: '421 4.4.2 mail.yandex.net Error: timeout exceeded',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/421.json',
      },
    ],
  },
  {
    id: 'temporary',
    cause: 'temporary',
    reply: ['4', '5'],
    says: [
      '(try|come back|retry|resend) (it |again |the message |)(later|in a)',
      'temporar(y|ily) * (error|fail|problem|reject|unavailable|deferred|refused|local|not|system|disabled|lookup)',
      'service (is |)(currently |temporarily |)(unavailable|not available)',
      'server (is |)(busy|too busy|down|overload|unavailable|shutting)',
      'local error in processing',
      'system (error|problem|failure|resources|not accepting|busy|overload)',
      'insufficient system (resources|storage)',
      'internal (server |)error',
      'temporary',
      'deferred',
      'overload',
      'maintenance',
      'disk full',
      'config(uration|) error',
      'local delivery failed',
      'command died with',
      'mailer error',
      'out of memory',
      'resources',
      'essayer plus tard',
      'reessayer',
    ],
    examples: [
      { text: '451 4.3.5 Server configuration error', source: 'https://github.com/mail-in-a-box/mailinabox/issues/2' },
      { text: '451 4.3.2 Internal server error', source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json' },
      {
        text: '450 busy - please try later',
        source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/comcast-via-sendmail.unknown.msg',
      },
    ],
  },
]);

export const ANY_NETWORK = [...EC2, ...ANY];
