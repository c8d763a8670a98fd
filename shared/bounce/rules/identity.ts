/**
 * Sentences that any receiver may write about who the sender is: relaying, reverse DNS, authentication. Their words are so
 * particular that they come before those about the recipient: "the hostname of your address was not found" is about a PTR.
 */
import { rulesOf } from '../rule.ts';

export const ANY_IDENTITY = rulesOf('generic', [
  {
    id: 'relay-denied',
    cause: 'relay-denied',
    says: [
      'relay(ing|) (access |)(denied|not permitted|not allowed|prohibited|is prohibited|rejected)',
      '(not allowed|not permitted|not configured|unable|refuse|refused|no permission) to relay',

      '(do not|does not|no|not a) relay(ing| mail|)',
      'as a relay',
      'relaying to * (denied|prohibited)',
      'insecure mail relay',
      'not a gateway',
      'not local host',
      'specified domain is not allowed',
      'open relay(ing|) (is |)not allowed',
      'mail server requires authentication when attempting to send to a non-local',
      'relaying mail * (not allowed|denied)',
      'relay operation rejected',
      "not our customer's domain",
      'domain not (hosted|served|handled) here',
      'is not a local domain',
      'send to a non-local e-mail',
      'not an open relay',
      'smtp relay error',
      "(do not|don't|does not|doesn't) (handle|accept|take|serve) (mail|email|messages) for",
      'unauthorized relay',
      'delivery is not allowed to this address',
      '(denies|refuses) relay',
      'relay attempt',
      '(relay|relaying) (is |)(disallowed|refused|forbidden|restricted|disabled|not authorized|unauthorized)',
      '(relay|relaying) through this server',
      'relais refus',
      'rcpthosts',
    ],
    unless: ['is an open relay', 'your ip'],
    examples: [
      {
        text: '554 5.7.1 <nobody@aeist.pt>: Relay access denied (in reply to RCPT TO command)',
        source: 'https://pastebin.com/M71NBHuy',
      },
      {
        text: "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
        source: 'https://pastebin.com/V22msPMs',
      },
      { text: '550 5.7.1 Unable to relay for nobody@domain.com', source: 'https://puffinknight.tistory.com/102' },
    ],
  },
  {
    id: 'ptr-generic',
    cause: 'ptr-generic',
    says: [
      'generic (reverse|rdns|ptr|dns ptr|hostname|host name)',
      '(dynamic|residential|dialup|dial-up|generic)(-| |)(looking |)(rdns|ptr|hostname|reverse dns|reverse name)',
      '(ptr|rdns|hostname|reverse dns) * (looks|appears|seems) * (dynamic|generic|residential|dialup)',
      'dynamic ip or generic dns',
      'helo * dynamic-looking',
      'ptr * (too generic|is generic|contains the ip)',
      '(generic|dynamic)(/| |)(dynamic |generic |)(host names|hostnames|host name|hostname)',
      '(reverse dns|ptr|rdns) * contains (your|the|an) ip',
    ],
    examples: [
      {
        text: '550 client pool.example.com [203.0.113.9] rejected; generic rDNS, please use your ISPs SMTP relay',
        source: 'haraka/haraka-plugin-fcrdns:index.js',
      },
      {
        text: 'Generic/Dynamic host names prohibited',
        source: 'https://community.virginmedia.com/t5/Email/Ravenstar-s-Email-FAQ-s/m-p/3157506/highlight/true',
      },
    ],
  },
  {
    id: 'fcrdns-mismatch',
    cause: 'fcrdns-mismatch',
    says: [
      'mismatches client ip',
      'unverifyable sending ip',
      'invalid rdns record',
      "(reverse dns|ptr|rdns) * (does not match|mismatch|doesn't match|not resolve back)",
      'forward(-| )confirmed reverse',
      'fcrdns',
      'hostname * does not resolve to (address|its address|the ip)',
      'forward dns entry does not point',
      'ip address (mismatch|does not match) * (hostname|reverse)',
      'possible forged hostname * reject',
      'forward and reverse dns',
      'forward/reverse dns',
      '(host|hostname|name) (is |may be |possibly |)forged',
      '(reverse dns|ptr|rdns) * does not resolve',
    ],
    unless: ['mail from * mismatches'],
    examples: [
      {
        text: 'host mx2.free.fr[212.27.42.58] refused to talk to me: 421 Refused. Your reverse DNS entry does not resolve to an IP.',
        source: 'https://github.com/iredmail/iRedMail/issues/156',
      },
    ],
  },
  {
    id: 'ptr-missing',
    cause: 'ptr-missing',
    says: [
      '(no|missing|without|bad|broken|invalid|lacks|lacking|need|requires|require) (a |valid |proper |an |)(ptr|reverse dns|reverse-dns|rdns|reverse name|reverse lookup|reverse record)',
      '(no|without) (matching |corresponding |)(dns |)ptr',
      '(reverse dns|reverse-dns|rdns|ptr) * (fail|required|missing|not found|does not exist|not exist|invalid|not set)',
      'cannot find your (hostname|reverse hostname|reverse dns)',
      'find your reverse hostname',
      'ip name lookup failed',
      'must have (a |)(valid |)(ptr|reverse)',
      'unresolvable relay host name',
      'ip reverse lookup',
      'reverse lookup * (fail|reject)',
      'dns lookup failure: * try again later',
      'fix (your |)reverse dns',
      "(does not|doesn't|must|do not|don't) have a (valid |)(ptr|reverse)",

      'cannot resolve your (address|ip|hostname)',
      'reverse dns for * failed',

      'no name for (your|this) (ip|address)',
      'ip address does not resolve',
      'could not resolve (your |the |)(ip|client ip|hostname of)',
      'unable to (resolve|find) * (hostname|name) (for|of) (your|client|the ip)',
      "(does not|doesn't) resolve to a (host|hostname|name)",
      'client (hostname|host name) (is |)(unknown|not found)',
      'reverse dns (check|lookup|validation|verification)',
      'no dns a-data returned',
      'ptr record (setup|is required|required)',
      'unknown client hostname',
      'reverse mapping',

      'requires reverse',
      'not have (valid |)(rdns|reverse)',
      'no host name is configured for',
      'ptr lookup',
      'hostname could not be (found|resolved)',
      'dns (ptr|reverse) (record|lookup|entry)',
      '(configure|set up|setup|add|check) (your |a |valid |)(rdns|reverse dns|ptr)',
      'without (a |)reverse',
      "(cannot|can't|could not|unable to|not) (resolve|find|determine|verify) * (ptr|rdns|reverse dns)",
      '(not|unable to) (reverse|resolve) (resolve|reverse)',
      '(unresolvable|unresolved) (ptr|reverse|rdns)',
      '(no|not|without|missing) * (reverse dns|rdns|ptr record|ptr)',
      '(reverse dns|reverse-dns|rdns) (is |)(required|needed|mandatory)',
      '(sender|client|connecting|sending) (ip|host|address) must resolve',
      'no dns reverse',
    ],
    examples: [
      {
        text: '450 4.7.1 Client host rejected: cannot find your reverse hostname, [203.0.113.9] (in reply to RCPT TO command)',
        source: 'https://pastebin.com/Q9N0hNwj',
      },
      { text: '550 5.7.1 Fix reverse DNS for 203.0.113.9', source: 'https://pastebin.com/hHKz6nru' },
      { text: '550 ERROR: No or mismatched reverse DNS (PTR) entries', source: 'https://pastebin.com/2W2yZuwe' },
    ],
  },
  {
    id: 'spf-fail',
    cause: 'spf-fail',
    says: [
      'sender policy framework',

      'openspf.(org|net|com)',

      '(is|are) not (allowed|permitted|authorized|authorised) to send (mail |email |)(from|for|as)',
      'invalid ip for sending mail of domain',
      "doesn't allow sending mail",

      'not a designated (mail |)(sender|mailer|exchanger)',
      'not designate',
      'not authorized to (use|send) * (domain|sender|behalf)',

      'sender ip is not (allowed|authorized)',
      'client host is not allowed to send',
      'please see http://www.openspf',

      'spf',
      'mail from * mismatches client ip',
      'sender id ',
      'sender authorization',
    ],
    unless: ['dmarc', 'dkim', 'spfbl'],
    examples: [
      {
        text: 'host mailserver.icaruspartnership.com[217.33.43.80] said: 550 5.7.1 Sender ID (PRA) Not Permitted (in reply to end of DATA command)',
        source: 'https://ubuntuforums.org',
      },
      {
        text: "550-SPF-check failed: 550 example.com doesn't allow sending mails from 203.0.113.9 (in reply to MAIL FROM command)",
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
      {
        text: '550 5.7.1 SPF check failed: IP_host is not authorized to send in the name of domain_name. (in reply to RCPT TO command)',
        source: 'https://www.yandex.com/support/mail/bounces/other.html',
      },
    ],
  },
  {
    id: 'dmarc-fail',
    cause: 'dmarc-fail',
    says: ['dmarc'],
    examples: [
      {
        text: "550 5.7.0 Email rejected per sender's DMARC policy",
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
      {
        text: '550 5.7.1 rejected by DMARC policy for example.com (in reply to end of DATA command)',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'auth-missing',
    cause: 'auth-missing',
    says: [
      'authentication check(s|) fail',
      'fails to pass authentication',
      'unauthenticated (e-mail|email|message|mail|sender)',
      '(spf|dkim) (or|and|nor) (spf|dkim)',
      'failing both spf',
      'sender (is |)(not authenticated|unauthenticated)',
      '(message|mail|email) (is |was |)not authenticated',
      'lacks (proper |)authentication',
      'authentication results * (fail|none)',
      'domain * authentication fail',
    ],
    unless: ['smtp auth', 'unauthenticated senders not allowed', 'from this range'],
    examples: [
      {
        text: 'host gmail-smtp-in.l.google.com[172.253.124.27] said: 421-4.7.0 This message does not pass authentication checks (SPF and DKIM both do 421-4.7.0 not pass). SPF check for [example.com] does not pass with ip: 421-4.7.0 [203.0.113.9].To best protect our users from spam, the message',
        source: 'https://github.com/docker-mailserver/docker-mailserver/issues/2996',
      },
    ],
  },
  {
    id: 'dkim-fail',
    cause: 'dkim-fail',
    says: [
      '(bad|no|invalid|missing|unsigned) (dkim|domainkey)',
      'domainkeys * fail',

      'dkim',
    ],
    examples: [
      {
        text: 'Rejected by DKIM. - (Score: 6)',
        source: 'hmailserver/hmailserver:hmailserver/test/RegressionTests/AntiSpam/DKIM/Verification.cs',
      },
    ],
  },
]);
