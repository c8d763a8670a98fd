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
      '552-5.7.0 This message was blocked because its content presents a potential\n552-5.7.0 security issue. Please visit\n552-5.7.0  https://support.google.com/mail/?p=BlockedMessage to review our\n552 5.7.0 message content and attachment content guidelines. 41be03b00d2f7-ada83d - gsmtp',
    ],
  },
  {
    id: 'gmail-ip-reputation',
    cause: 'ip-reputation',
    remedy: 'gmail-reputation',
    checks: ['ptr', 'spf', 'dkim', 'dnsbl:spamhaus-zen'],
    says: ['low reputation of the sending ip', 'unusual rate of unsolicited * your ip address has been blocked'],
    tags: ['p=unsolicitediperror'],
    reply: ['4', '5'],
    examples: [
      '550-5.7.1 [203.0.113.9      18] Our system has detected that this message is\n550-5.7.1 likely suspicious due to the very low reputation of the sending IP\n550-5.7.1 address. To best protect our users from spam, the message has been\n550-5.7.1 blocked. Please visit\n550 5.7.1  https://support.google.com/mail/answer/188131 for more information. d2si1234 - gsmtp',
      '550-5.7.1 [203.0.113.9] Our system has detected that this message is likely suspicious due to the very low reputation of the sending IP address. Please visit https://support.google.com/mail/?p=BlockedMessage - gsmtp',
    ],
  },
  {
    id: 'gmail-address-blocked',
    cause: 'ip-reputation',
    remedy: 'gmail-reputation',
    reply: ['5'],
    says: ['unusual rate of unsolicited', 'mail sent from your ip address has been blocked'],
    examples: [
      '550-5.7.1 [203.0.113.9 1] Our system has detected an unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail sent from your IP address has been blocked. - gsmtp',
    ],
  },
  {
    id: 'gmail-domain-reputation',
    cause: 'domain-reputation',
    remedy: 'gmail-reputation',
    says: ['suspicious due to the very low reputation of the sending domain'],
    examples: [
      '550-5.7.1 [203.0.113.9 19] Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain. https://support.google.com/mail/answer/188131 - gsmtp',
    ],
  },
  {
    id: 'gmail-fcrdns',
    cause: 'fcrdns-mismatch',
    says: ['does not match the ip address of the hostname specified in the pointer'],
    examples: [
      '550-5.7.25 [203.0.113.9] The IP address sending this message does not match the IP address of the hostname specified in the pointer (PTR) record. - gsmtp',
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
      '550-5.7.25 [203.0.113.9] The IP address sending this message does not have a\n550-5.7.25 PTR record setup, or the corresponding forward DNS entry does not\n550-5.7.25 point to the sending IP. As a policy, Gmail does not accept messages from\n550 5.7.25 IPs with missing PTR records. - gsmtp',
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
      '550-5.7.1 [2001:db8::25] Our system has detected that this message does not meet IPv6 sending guidelines regarding authentication. https://support.google.com/mail/?p=IPv6AuthError - gsmtp',
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
    examples: [
      "550-5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. Please contact the administrator of example.com domain if this was a legitimate mail. https://support.google.com/mail/answer/2451690 - gsmtp",
    ],
  },
  {
    id: 'gmail-dns-tempfail',
    cause: 'dns-failure',
    checks: ['spf', 'dkim', 'dmarc'],
    says: ['temporary dns failures prevent authentication'],
    examples: [
      '451-4.7.26 The email has been temporarily rejected because temporary DNS failures prevent authentication. - gsmtp',
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
      '550-5.7.26 The MAIL FROM domain [example.com] has an SPF record with a hard fail policy (-all) but it fails to pass SPF checks with the ip: [203.0.113.9]. - gsmtp',
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
      "421-4.7.30 Your email has been rate limited because DKIM authentication didn't pass for this message. Gmail requires all bulk email senders to authenticate their email with DKIM. - gsmtp",
    ],
  },
  {
    id: 'gmail-dmarc-missing',
    cause: 'dmarc-missing',
    says: ["(doesn't|does not|must) have a dmarc record", "dmarc record doesn't specify a dmarc policy"],
    examples: [
      "421-4.7.40 Your email has been rate limited because the sending domain doesn't have a DMARC record, or the DMARC record doesn't specify a DMARC policy. - gsmtp",
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
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated.\n550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.\n550-5.7.26  Authentication results:\n550-5.7.26  DKIM = did not pass\n550-5.7.26  SPF [example.com] with ip: [203.0.113.9] = did not pass\n550 5.7.26 - gsmtp',
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
      "421-4.7.29 Your email has been rate limited because this message wasn't sent over a TLS connection. - gsmtp",
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
    examples: [
      '421-4.7.28 [203.0.113.9 15] Our system has detected an unusual rate of\n421-4.7.28 unsolicited mail originating from your IP address. To protect our\n421-4.7.28 users from spam, mail sent from your IP address has been temporarily\n421-4.7.28 rate limited. Please visit\n421 4.7.28 https://support.google.com/mail/?p=UnsolicitedRateLimitError to review our Bulk Email Senders Guidelines. - gsmtp',
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
      '450-4.2.1 The user you are trying to contact is receiving mail too quickly. Please resend your message at a later time. https://support.google.com/mail/?p=ReceivingRate - gsmtp',
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
      '550-5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent. Please contact your domain administrator for further details. https://support.google.com/a/answer/172179 - gsmtp',
      '421 4.7.0 IP not in whitelist for RCPT domain, closing connection. - gsmtp',
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
      "550-5.7.1 [203.0.113.9] Our system has detected that this message is not RFC 5322 compliant: 'From' header is missing. To reduce the amount of spam sent to Gmail, this message has been blocked. https://support.google.com/mail/?p=RfcMessageNonCompliant - gsmtp",
    ],
  },
  {
    id: 'gmail-direct-send',
    cause: 'dynamic-ip',
    tags: ['p=notauthorizederror'],
    says: ['not authorized to send email directly to our servers'],
    examples: [
      "550-5.7.1 [203.0.113.9] The IP you're using to send mail is not authorized to send email directly to our servers. Please use the SMTP relay at your service provider instead. https://support.google.com/mail/?p=NotAuthorizedError - gsmtp",
    ],
  },
  {
    id: 'gmail-helo',
    cause: 'helo-invalid',
    tags: ['p=helo'],
    says: ['helo/ehlo argument * gsmtp'],
    examples: [
      '501-5.5.4 HELO/EHLO argument "localhost" invalid, closing connection. https://support.google.com/mail/?p=helo - gsmtp',
    ],
  },
  {
    id: 'gmail-no-such-user',
    cause: 'user-unknown',
    tags: ['p=nosuchuser'],
    says: ['email account that you tried to reach does not exist'],
    examples: [
      "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550 5.1.1 unnecessary spaces. https://support.google.com/mail/?p=NoSuchUser - gsmtp",
    ],
  },
  {
    id: 'gmail-disabled',
    cause: 'mailbox-disabled',
    tags: ['p=disableduser'],
    says: ['that you tried to reach is (disabled|inactive)'],
    examples: [
      '550-5.2.1 The email account that you tried to reach is disabled. https://support.google.com/mail/?p=DisabledUser - gsmtp',
    ],
  },
  {
    id: 'gmail-over-quota',
    cause: 'mailbox-full',
    tags: ['p=overquotatemp', 'p=overquotaperm', 'p=overquota'],
    says: ['email account that you tried to reach is over quota', 'inbox is out of storage'],
    examples: [
      "452-4.2.2 The recipient's inbox is out of storage space. https://support.google.com/mail/?p=OverQuotaTemp - gsmtp",
    ],
  },
  {
    id: 'gmail-size',
    cause: 'message-too-big',
    tags: ['p=maxsizeerror'],
    says: ["(exceeded|exceeds) google's"],
    examples: [
      "552-5.3.4 Your message exceeded Google's message size limits. https://support.google.com/mail/?p=MaxSizeError - gsmtp",
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
    ],
    examples: [
      '550-5.7.1 [203.0.113.9 12] Our system has detected that this message is\n550-5.7.1 likely unsolicited mail. To reduce the amount of spam sent to Gmail,\n550-5.7.1 this message has been blocked. Please visit\n550 5.7.1  https://support.google.com/mail/?p=UnsolicitedMessageError - gsmtp',
    ],
  },
]);
