/** Names and authentication: reverse DNS, the greeting, SPF, DKIM, DMARC, TLS and logins. */
import type { BounceCatalogue } from '../words.ts';
import { actBy, atPage, fact, tested } from '../words.ts';
import { DNS_NEEDS_EN, REVERSE_DNS_EN, REVERSE_NEEDS_EN } from './common.ts';

export const IDENTITY_EN = {
  'reverse-dns': { steps: REVERSE_DNS_EN, needs: REVERSE_NEEDS_EN },
  'reverse-dns-own-name': {
    steps: [
      'The reverse name looks as if the provider made it from the address. Choose a name of your own, such as mail.example.com.',
      ...REVERSE_DNS_EN,
    ],
    needs: REVERSE_NEEDS_EN,
  },
  helo: {
    steps: [
      'Make the server greet with its full host name (Postfix: myhostname, Exim: primary_hostname).',
      'Give that name an A or AAAA record that points to the sending address. Use the same name for reverse DNS.',
    ],
  },
  'sender-domain': {
    steps: [
      'The sender domain does not resolve or cannot receive mail. Publish an MX (or A) record that resolves.',
      'Use a full address in MAIL FROM and From.',
    ],
  },
  spf: {
    steps: [
      actBy('Find out which identity failed, and why.', 'npx postwatch spf <ip> <sender>'),
      tested('Add the sending address to the SPF record of that domain.'),
      'Forwarded mail fails SPF by design. It needs DKIM, or SRS at the forwarder.',
    ],
    needs: DNS_NEEDS_EN,
  },
  dkim: {
    steps: [
      'Sign with a key of at least 1024 bits and publish its record under the selector.',
      'Make sure that nothing changes the message after it is signed.',
    ],
    needs: DNS_NEEDS_EN,
  },
  dmarc: {
    steps: [
      'The domain in From must be the one that passes SPF or DKIM (alignment). Send as your own domain, or let your sending service sign with it.',
      'Mail through forwarders and mailing lists passes only if its DKIM signature survives.',
    ],
    needs: DNS_NEEDS_EN,
  },
  'dmarc-record': {
    steps: [
      actBy(
        'Publish a DMARC record. This one is enough to begin with.',
        '_dmarc.<domain>. 300 IN TXT "v=DMARC1; p=none"',
      ),
    ],
    needs: DNS_NEEDS_EN,
  },
  authenticate: {
    steps: [
      'Let SPF pass for the sending address, sign with DKIM for the domain in From, and publish a DMARC record.',
      actBy('Check SPF.', 'npx postwatch spf <ip> <sender>'),
    ],
    needs: DNS_NEEDS_EN,
  },
  'smtp-auth': {
    steps: [
      'If it is your own provider, log in on port 587 or 465 with the user name and password of the mailbox.',
      'Otherwise deliver to the MX host of the recipient, not to a submission server.',
    ],
  },
  'message-format': {
    steps: [
      'The message or an SMTP command does not follow RFC 5321 or 5322. It needs one From, Date and Message-ID each, valid addresses and CRLF line ends.',
      'Fix the program that makes the message.',
    ],
  },
  tls: {
    steps: [
      'The receiver accepts mail only over TLS. Allow STARTTLS for outgoing mail (Postfix: smtp_tls_security_level = may).',
    ],
  },
  'open-relay': {
    steps: [
      'Do not relay for clients that have not logged in (Postfix: smtpd_relay_restrictions).',
      'Change the passwords. Then request removal.',
    ],
  },
  port25: {
    steps: [
      'No connection to port 25 can be opened. EC2 blocks outgoing port 25 until AWS lifts the limit on request.',
      atPage('Request it with the form. Name the Elastic IP and its reverse name.'),
      'Until then, send through SES or another relay on port 587.',
    ],
    needs: ['the root user or support permissions', 'the use case', 'the Elastic IP and its reverse name'],
  },
  ses: {
    steps: [
      fact(
        'Amazon SES did not try to deliver. The address is on a suppression list after an earlier bounce or complaint.',
      ),
      "If the address is valid, remove it from the account's suppression list and send again. Since May 29, 2026, a tenant has a suppression list of its own: look there too.",
    ],
  },
  'ses-identity': {
    steps: [
      'Verify the address or its domain as an identity in the Region that the refusal names.',
      'While the account is in the sandbox, recipients must be verified too. Request production access.',
    ],
  },
} satisfies Partial<BounceCatalogue>;
