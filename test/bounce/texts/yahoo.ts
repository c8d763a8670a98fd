import type { Texts } from './types.ts';

export const YAHOO_TEXTS: Texts = {
  'yahoo-tss-permanent': [
    {
      text: 'host mx-apac.mail.gm0.yahoodns.net[106.10.166.54] refused to talk to me: 421 4.7.1 [TS03] All messages from 203.0.113.9 will be permanently deferred; Retrying will NOT succeed. See http://postmaster.yahoo.com/421-ts03.html',
      source: 'https://ubuntuforums.org',
    },
    {
      text: 'host mta6.am0.yahoodns.net[74.6.137.64] said: 553 5.7.2 [TSS06] All messages from 203.0.113.9 will be permanently deferred; Retrying will NOT succeed. See https://help.yahoo.com/kb/postmaster/SLN3436.html (in reply to MAIL FROM command)',
      source: 'hardware/mailserver#206',
    },
    {
      text: '553, 5.7.2 [TSS11] All messages from 203.0.113.9 will be permanently deferred; Retrying will NOT succeed. blocked',
      source: 'a log or test in public source code',
    },
  ],
  'yahoo-spamhaus': [
    {
      text: 'host b.mx.mail.yahoo.com[66.196.82.7] refused to talk to me: 553 Mail from 203.0.113.9 not allowed - 5.7.1 [BL21] Connections not accepted from IP addresses on Spamhaus PBL; see http://postmaster.yahoo.com/550-bl21.html [550]',
      source: 'https://ubuntuforums.org',
    },
  ],
  'yahoo-tss04': [
    {
      text: 'host mta7.am0.yahoodns.net[67.195.228.94] said: 421 4.7.0 [TSS04] Messages from 203.0.113.9 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes (in reply to MAIL FROM command)',
      source: 'tutao/tutanota#7113',
    },
  ],
  'yahoo-content': [
    {
      text: '554 Message not allowed - [PH01] Email not accepted for policy reasons. Please visit https://postmaster.yahooinc.com/error-codes',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
    },
  ],
  'yahoo-unauthenticated': [
    {
      text: '550 5.7.9 This mail has been blocked because the sender is unauthenticated. Yahoo requires all senders to authenticate with either SPF or DKIM. Authentication results: DKIM = FAILURE - SPF example.com with ip 203.0.113.9 = FAILURE. See https://senders.yahooinc.com/smtp-error-codes/#authentication-failures for more information.',
      source: 'docusealco/docuseal#524',
    },
  ],
  'yahoo-sender-domain': [
    {
      text: '451 Message temporarily deferred due to unresolvable RFC.5321 from domain; see https://postmaster.yahooinc.com/error-codes',
      source: 'mail-in-a-box/mailinabox#2327',
    },
  ],
  'yahoo-headers': [
    {
      text: '554 Message not allowed - Headers are not RFC compliant[291]',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
    },
  ],
  'yahoo-no-user': [
    {
      text: "host d.mx.mail.yahoo.com[66.196.82.7] said: 554 delivery error: dd This user doesn't have a yahoo.com account (nobody@yahoo.com) [0] - mta153.mail.re1.yahoo.com (in reply to end of DATA command)",
      source: 'voku/PHPMailer-BMH:tests/fixtures/bounce-email/tt_1234285532.txt',
    },
  ],
  'yahoo-mailbox-disabled': [
    {
      text: '554 delivery error: dd Sorry, your message to nobody@example.com cannot be delivered. This mailbox is disabled (554.30). - example.yahoo.com',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
    },
  ],
  'yahoo-recipient-rate': [
    { text: '450 User is receiving mail too quickly', source: 'ActiveCampaign/smtp-field-manual:data/codes/450.json' },
  ],
  'yahoo-connection': [
    {
      text: '421 Max message per connection reached, closing transmission channel',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/421.json',
    },
  ],
  'yahoo-resources': [
    {
      text: '451 mta349.mail.mud.yahoo.com Resources temporarily unavailable. Please try again later [#4.16.1].',
      source: 'KumoCorp/kumomta:examples/smart-sink-docker/policy/responses.toml',
    },
  ],
  'yahoo-relay-legacy': [
    {
      text: '421 VS1-IP Excessive unknown recipients - possible Open Relay http://help.yahoo.com/help/us/mail/spam/spam-18.html (#4.1.8)',
      source: 'http://zort.org/email/excessive-unknown-recipients',
    },
  ],
  'yahoo-policy': [
    {
      text: 'host mta5.am0.yahoodns.net[66.196.118.34] said: 554 5.7.9 Message not accepted for policy reasons. See http://postmaster.yahoo.com/errors/postmaster-28.html (in reply to end of DATA command)',
      source: 'cfortune/PHP-Bounce-Handler:eml/61.eml',
    },
  ],
  'aol-reverse-dns': [
    {
      text: 'host mailin-04.mx.aol.com[205.188.103.2] said: 421 4.2.1 : (DNS:NR) http://postmaster.info.aol.com/errors/421dnsnr.html (in reply to end of DATA command)',
      source: 'https://ubuntuforums.org',
    },
  ],
  'aol-dynamic': [
    {
      text: 'host mailin-02.mx.aol.com[64.12.88.164] refused to talk to me: 554- (RTR:DU) https://postmaster.aol.com/error-codes#554rtrdu 554 Connecting IP: 203.0.113.9',
      source: 'https://pastebin.com/4Rf5sp3q',
    },
  ],
  'aol-blocked': [
    {
      text: 'host mailin-02.mx.aol.com [64.12.88.163]\nSMTP error from remote mail server after initial connection:\n554- (RTR:BL) https://postmaster.aol.com/error-codes#554rtrbl\n554 Connecting IP: 203.0.113.9',
      source: 'https://pastebin.com/iyhP57kG',
    },
  ],
  'aol-rate': [
    {
      text: 'host mailin-03.mx.aol.com[205.188.156.193] refused to talk to me: 421 4.7.1 : (DYN:T1) http://postmaster.info.aol.com/errors/421dynt1.html',
      source: 'a log or test in public source code',
    },
  ],
};
