/** Gmail and Google Workspace: `gsmtp` ends its replies, `gcdp` those of a customer's own rule. */
import { rulesOf } from '../rule.ts';

export const GOOGLE = rulesOf('gmail', [
  {
    id: 'gmail-blocked-attachment',
    cause: 'content-attachment',
    remedy: 'gmail-attachment',
    // The token p=BlockedMessage stands in refusals for bad reputation too: these sentences decide.
    says: [
      'its content presents a potential',
      'illegal attachment on your message',
      'message was blocked because its content',
      'executable * blockedmessage',
    ],
    examples: [
      {
        text: '552 5.7.0 This message was blocked because its content presents a potential 5.7.0 security issue. Please visit 5.7.0 https://support.google.com/mail/?p=BlockedMessage to review our 5.7.0 message content and attachment content guidelines. l9-20020a170906a40900b00992b510089asm3696733ejz.84 - gsmtp',
        source: 'gophish/gophish#2921',
      },
    ],
  },
  {
    id: 'gmail-ip-reputation',
    cause: 'ip-reputation',
    remedy: 'gmail-reputation',
    checks: ['ptr', 'spf', 'dkim', 'dnsbl:spamhaus-zen'],
    says: ['low reputation of the sending ip', 'mail sent from your ip address has been blocked'],
    tags: ['p=unsolicitediperror'],
    reply: ['4', '5'],
    examples: [
      {
        text: 'host gmail-smtp-in.l.google.com[64.233.188.26] said: 550-5.7.1 [203.0.113.9 18] Our system has detected that this message is 550-5.7.1 likely suspicious due to the very low reputation of the sending IP 550-5.7.1 address. To best protect our users from spam, the message has been 550-5.7.1 blocked. Please visit 550 5.7.1 https://support.google.com/mail/answer/188131',
        source: 'conformance/bounces/lhost-postfix-58.eml',
      },
      {
        text: '550-5.7.1 [203.0.113.9 1] Our system has detected an unusual rate of 550-5.7.1 unsolicited mail originating from your IP address. To protect our 550-5.7.1 users from spam, mail sent from your IP address has been blocked. 550-5.7.1 Please visit 550-5.7.1 https://support.google.com/mail/?p=UnsolicitedIPError to review our 550 5.7.1 Bulk Email Senders Guidelines.',
        source: 'maxking/docker-mailman#303',
      },
      {
        text: 'host gmail-smtp-in.l.google.com [173.194.71.26]:\n\n550-5.7.1 [203.0.113.9] Our system has detected an unusual rate of\n\n550-5.7.1 unsolicited mail originating from your IP address. To protect our\n\n550-5.7.1 users from spam, mail sent from your IP address has been blocked.\n\n550-5.7.1 Please visit http://www.google.com/mail/help/bulk_mail.html to review\n\n550 5.7.1 our Bulk Email Senders Guidelines.',
        source: 'a log or test in public source code',
      },
    ],
  },
  {
    id: 'gmail-domain-reputation',
    cause: 'domain-reputation',
    remedy: 'gmail-reputation',
    says: ['suspicious due to the very low reputation of the sending domain'],
    examples: [
      {
        text: '550 5.7.1 [203.0.113.9] Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain. To best protect our users from spam, the message has been blocked. Please visit https://support.google.com/mail/answer/188131 for more information. - gsmtp',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'gmail-fcrdns',
    cause: 'fcrdns-mismatch',
    says: ['does not match the ip address of the hostname specified in the pointer'],
    examples: [
      {
        words: 'does not match the IP address of the hostname specified in the pointer',
        source: 'https://support.google.com/mail/answer/81126',
      },
    ],
  },
  {
    id: 'gmail-ptr-missing',
    cause: 'ptr-missing',
    // Google writes this too where the name does not point back: the check tells which.
    says: [
      "(does not|doesn't) have a ptr record * (gsmtp|google|corresponding forward)",
      "ip address sending this message (does not|doesn't) have a ptr record",
      'messages from ips with missing ptr records',
      'does not meet ipv6 sending guidelines regarding ptr',
    ],
    examples: [
      {
        text: 'host gmail-smtp-in.l.google.com[142.250.27.26] said: 550-5.7.25 [203.0.113.9] The IP address sending this message does not have a 550-5.7.25 PTR record setup, or the corresponding forward DNS entry does not 550-5.7.25 point to the sending IP. As a policy, Gmail does not accept messages 550-5.7.25 from IPs with missing PTR records.',
        source: 'mail-in-a-box/mailinabox#2211',
      },
    ],
  },
  {
    id: 'gmail-ipv6-authentication',
    cause: 'auth-missing',
    checks: ['ptr', 'spf', 'dkim'],
    remedy: 'gmail-sender',
    says: ['does not meet ipv6 sending guidelines'],
    tags: ['p=ipv6autherror'],
    examples: [
      {
        text: 'host gmail-smtp-in.l.google.com [2404:6800:4003:c00::1a]: 550-5.7.1 [2001:db8::25] Our system has detected that this\n550-5.7.1 message does not meet IPv6 sending guidelines regarding PTR records\n550-5.7.1 and authentication. Please review\n550-5.7.1 https://support.google.com/mail/?p=IPv6AuthError for more information\n550 5.7.1 . uj9si14332493pac.74 - gsmtp',
        source: 'https://pastebin.com/Fr8WtvFw',
      },
    ],
  },
  {
    id: 'gmail-dmarc',
    cause: 'dmarc-fail',
    says: [
      "not accepted due to domain's dmarc policy",
      'aligned with either the authenticated spf or dkim',
      'because there is no dmarc alignment',
    ],
    tags: ['p=dmarcrejection'],
    unless: ['temporary dns failures'],
    examples: [
      {
        text: "550 5.7.1 Unauthenticated email from yahoo.com is not accepted due to domain's DMARC policy. Please contact administrator of yahoo.com domain if this was a legitimate mail. Please visit http://support.google.com/mail/answer/2451690 to learn about DMARC initiative. 100si2781324qgv.4 - gsmtp",
        source: 'https://www.wordtothewise.com/2014/04/example-bounces-due-yahoo-preject',
      },
    ],
  },
  {
    id: 'gmail-dns-tempfail',
    cause: 'dns-failure',
    checks: ['spf', 'dkim', 'dmarc'],
    says: ['temporary dns failures prevent authentication'],
    examples: [
      {
        text: "451 4.7.26 Unauthenticated email from domain-name is not accepted due to domain's DMARC policy, but temporary DNS failures prevent authentication. Please contact the administrator of domain-name domain if this was a legitimate email.",
        source: 'https://knowledge.workspace.google.com/admin/support/troubleshooting/gmail-smtp-errors-and-codes',
      },
    ],
  },
  {
    id: 'gmail-spf',
    cause: 'spf-fail',
    says: [
      'spf record with a hard fail policy',
      "spf authentication didn't pass",
      "didn't pass spf authentication",
      'authenticate their email with spf',
      'spf record of the sending domain has one or more suspicious',
    ],
    unless: ['(either|both) spf', 'spf or dkim'],
    examples: [
      {
        text: 'host gmail-smtp-in.l.google.com [172.217.215.27] SMTP error from remote mail server after pipelined end of data: 550-5.7.26 The MAIL FROM domain [example.com] has an SPF record with a hard 550-5.7.26 fail policy (-all) but it fails to pass SPF checks with the ip: 550-5.7.26 [203.0.113.9]. To best protect our users from spam and phishing, the 550-5.7.26 message has been blocked.',
        source: 'rubymonsters/speakerinnen_liste#1327',
      },
    ],
  },
  {
    id: 'gmail-dkim',
    cause: 'dkim-fail',
    says: [
      "dkim authentication didn't pass",
      "didn't pass dkim authentication",
      'authenticate their email with dkim',
      'blocked because dkim does not pass',
    ],
    unless: ['spf or dkim'],
    examples: [
      {
        text: "4.7.30 Your email has been rate limited because DKIM authentication didn't pass for this message. Gmail requires all email bulk senders to authenticate their email with DKIM. Authentication results: DKIM = Did not pass.",
        source: 'https://support.google.com/a/answer/14229414',
      },
    ],
  },
  {
    id: 'gmail-dmarc-missing',
    cause: 'dmarc-missing',
    says: ["(doesn't|does not|must) have a dmarc record", "dmarc record doesn't specify a dmarc policy"],
    examples: [
      {
        text: '4.7.31 Your email has been rate limited because the sending domain doesn’t have a DMARC record, or the DMARC record doesn’t specify a DMARC policy. Gmail requires all bulk email senders to add a DMARC record to their sending domain.',
        source: 'https://support.google.com/a/answer/14229414',
      },
    ],
  },
  {
    id: 'gmail-unauthenticated',
    cause: 'auth-missing',
    remedy: 'gmail-sender',
    says: [
      'gmail requires all senders to authenticate',
      'does not have authentication information or fails to pass',
      'blocked because the sender is unauthenticated * (gmail|google)',
      'because it is unauthenticated * (gmail|google)',
      'this mail is unauthenticated, which poses',
    ],
    examples: [
      {
        text: 'host gmail-smtp-in.l.google.com[2a00:1450:4013:c06::1b] said: 550-5.7.26 Your email has been blocked because the sender is unauthenticated. 550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. 550-5.7.26 550-5.7.26 Authentication results: 550-5.7.26 DKIM = did not pass 550-5.7.26 SPF [example.com] with ip: [2001:db8::25] = did not pass',
        source: 'jtojnar/nixfiles#13',
      },
    ],
  },
  {
    id: 'gmail-tls',
    cause: 'tls-required',
    says: [
      'tls required for rcpt domain',
      "(wasn't|not) sent over a tls",
      'not using a tls',
      'to use tls/ssl for smtp',
    ],
    examples: [
      {
        text: '5.7.29 This message was blocked because it wasn’t sent over a TLS connection. Gmail requires all bulk email senders to use TLS/SSL for SMTP connections.',
        source: 'https://support.google.com/a/answer/14229414',
      },
    ],
  },
  {
    id: 'gmail-rate',
    cause: 'rate-limited',
    retryAfterMinutes: 10,
    checks: ['spf', 'dkim', 'ptr'],
    remedy: 'gmail-rate',
    tags: ['p=unsolicitedratelimiterror'],
    says: [
      'our system has detected an unusual (rate|amount) of',
      'exceeded (the|its) quota for sending messages',
      'unusual rate of (unsolicited|email|mail) * rate limited',
      'try again later, closing connection * gsmtp',
    ],
    reply: ['4', '550'],
    unless: ['originating from your address'],
    examples: [
      {
        text: '421 4.7.28 [203.0.113.9] Our system has detected an unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail sent from your IP address has been temporarily rate limited. Please visit https://support.google.com/mail/?p=UnsolicitedRateLimitError to review our Bulk Email Senders Guidelines. - gsmtp',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/421.json',
      },
    ],
  },
  {
    id: 'gmail-recipient-rate',
    cause: 'recipient-rate-limited',
    tags: ['p=receivingrate', 'p=receivingrateperm'],
    says: [
      'receiving (mail|email) (too quickly|at a rate that) * (gsmtp|google)',
      'at a rate that prevents additional messages',
    ],
    examples: [
      {
        text: '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. Please resend your message at a later time. If the user is able to receive mail at that time, your message will be delivered. For more information, please visit https://support.google.com/mail/?p=ReceivingRate - gsmtp',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/450.json',
      },
    ],
  },
  {
    id: 'gmail-workspace-policy',
    cause: 'recipient-policy',
    tags: ['gcdp'],
    unless: ['dmarc'],
    says: [
      'has a policy that prohibit',
      'message was rejected by the recipient domain administrator',
      'ip not in whitelist for rcpt domain',
    ],
    examples: [
      {
        text: '550-5.7.1 The user or domain that you are sending to (or from) has a policy that 550-5.7.1 prohibited the mail that you sent. Please contact your domain 550-5.7.1 administrator for further details. For more information, please visit 550 5.7.1 https://support.google.com/a/answer/172179 g13si3070469otj.207 - gsmtp (in reply to end of DATA command)',
        source: 'lightmeter/controlcenter',
      },
    ],
  },
  {
    id: 'gmail-format',
    cause: 'rfc-noncompliant',
    tags: ['p=rfcmessagenoncompliant'],
    says: [
      'is not rfc 5322 compliant',
      'missing a valid message-id',
      'missing a valid address in',
      'multiple addresses in from',
      'encoded-word syntax is not permitted',
      'sender address * is not a valid rfc',
      'unicode character in a disallowed header',
    ],
    examples: [
      {
        text: '550 5.7.1 [203.0.113.9 14] Messages missing a valid address in From: header, or having no From: header, are not accepted. - gsmtp',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'gmail-direct-send',
    cause: 'dynamic-ip',
    tags: ['p=notauthorizederror'],
    says: ['not authorized to send email directly to our servers'],
    examples: [
      {
        text: "host alt1.gmail-smtp-in.l.google.com[142.250.141.26] said: 550-5.7.1 [203.0.113.9] The IP you're using to send mail is not authorized to 550-5.7.1 send email directly to our servers. Please use the SMTP relay at your 550-5.7.1 service provider instead. Learn more at 550 5.7.1 https://support.google.com/mail/?p=NotAuthorizedError",
        source: 'Mailu/Mailu#2599',
      },
    ],
  },
  {
    id: 'gmail-helo',
    cause: 'helo-invalid',
    tags: ['p=helo'],
    says: ['helo/ehlo argument * gsmtp'],
    examples: [
      {
        text: '501-5.5.4 HELO/EHLO argument "mantis.*" invalid, closing connection. 501 5.5.4 https://support.google.com/mail/?p=helo k21sm2079012qta.27 - gsmtp',
        source: 'PHPMailer/PHPMailer#1258',
      },
    ],
  },
  {
    id: 'gmail-no-such-user',
    cause: 'user-unknown',
    tags: ['p=nosuchuser'],
    says: ['email account that you tried to reach does not exist'],
    examples: [
      {
        text: "host gmail-smtp-in.l.google.com[209.85.218.64] said: 550-5.1.1 The email account that you tried to reach does not exist. Please 550-5.1.1 try double-checking the recipient's email address for typos 550-5.1.1 or unnecessary spaces. Learn more at 550 5.1.1 http://mail.google.com/support/bin/answer.py?answer=6596 20si2615223bwz.60 (in reply to RCPT TO command)",
        source: 'voku/PHPMailer-BMH:tests/fixtures/bounce-email/tt_1234211357.txt',
      },
    ],
  },
  {
    id: 'gmail-disabled',
    cause: 'mailbox-disabled',
    tags: ['p=disableduser'],
    says: ['that you tried to reach is (disabled|inactive)'],
    examples: [
      {
        text: 'host aspmx.l.google.com[209.85.227.27] said: 550 5.2.1 The email account that you tried to reach is disabled. t11si6005099wes.103 (in reply to RCPT TO command)',
        source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/user-unknown-disabled.msg',
      },
    ],
  },
  {
    id: 'gmail-over-quota',
    cause: 'mailbox-full',
    tags: ['p=overquotatemp', 'p=overquotaperm', 'p=overquota'],
    says: ['email account that you tried to reach is over quota', 'inbox is out of storage'],
    examples: [
      {
        text: "4.2.2 The recipient's inbox is out of storage space. Please direct the; 4.2.2 recipient to; 4.2.2 https://support.google.com/mail/?p=OverQuotaTemp 41be03b00d2f7-801d5c00011si4287631a12.311 - gsmtp",
        source: 'reacherhq/check-if-email-exists:core/src/smtp/parser.rs',
      },
    ],
  },
  {
    id: 'gmail-size',
    cause: 'message-too-big',
    tags: ['p=maxsizeerror'],
    says: ["(exceeded|exceeds) google's"],
    examples: [
      {
        text: "552-5.2.3 Your message exceeded Google's message size limits. Please visit http://mail.google.com/support/bin/answer.py?answer=8770 to review our size guidelines.",
        source: 'ActiveCampaign/smtp-field-manual:data/codes/552.json',
      },
    ],
  },
  {
    id: 'gmail-unsolicited',
    cause: 'content-spam',
    tags: ['p=unsolicitedmessageerror'],
    says: [
      'is likely unsolicited (mail|email)',
      'nature of the content * links within',
      'this message is likely (suspicious|spam)',
      'rejected due to spam classification',
    ],
    examples: [
      {
        text: '550 5.7.1 [203.0.113.9] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked. Please visit https://support.google.com/mail/?p=UnsolicitedMessageError for more information. - gsmtp',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
]);
