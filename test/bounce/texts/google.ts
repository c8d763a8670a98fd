import type { Texts } from './types.ts';

export const GOOGLE_TEXTS: Texts = {
  'gmail-blocked-attachment': [
    {
      text: '552 5.7.0 This message was blocked because its content presents a potential 5.7.0 security issue. Please visit 5.7.0 https://support.google.com/mail/?p=BlockedMessage to review our 5.7.0 message content and attachment content guidelines. l9-20020a170906a40900b00992b510089asm3696733ejz.84 - gsmtp',
      source: 'gophish/gophish#2921',
    },
  ],
  'gmail-ip-reputation': [
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
  'gmail-domain-reputation': [
    {
      text: '550 5.7.1 [203.0.113.9] Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain. To best protect our users from spam, the message has been blocked. Please visit https://support.google.com/mail/answer/188131 for more information. - gsmtp',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'gmail-fcrdns': [
    {
      text: 'The sending IP address must match the IP address of the hostname specified in the Pointer (PTR) record.',
      source: 'https://support.google.com/mail/answer/81126',
    },
  ],
  'gmail-ptr-missing': [
    {
      text: 'host gmail-smtp-in.l.google.com[142.250.27.26] said: 550-5.7.25 [203.0.113.9] The IP address sending this message does not have a 550-5.7.25 PTR record setup, or the corresponding forward DNS entry does not 550-5.7.25 point to the sending IP. As a policy, Gmail does not accept messages 550-5.7.25 from IPs with missing PTR records.',
      source: 'mail-in-a-box/mailinabox#2211',
    },
  ],
  'gmail-ipv6-authentication': [
    {
      text: 'host gmail-smtp-in.l.google.com [2404:6800:4003:c00::1a]: 550-5.7.1 [2001:db8::25] Our system has detected that this\n550-5.7.1 message does not meet IPv6 sending guidelines regarding PTR records\n550-5.7.1 and authentication. Please review\n550-5.7.1 https://support.google.com/mail/?p=IPv6AuthError for more information\n550 5.7.1 . uj9si14332493pac.74 - gsmtp',
      source: 'https://pastebin.com/Fr8WtvFw',
    },
  ],
  'gmail-dmarc': [
    {
      text: "550 5.7.1 Unauthenticated email from yahoo.com is not accepted due to domain's DMARC policy. Please contact administrator of yahoo.com domain if this was a legitimate mail. Please visit http://support.google.com/mail/answer/2451690 to learn about DMARC initiative. 100si2781324qgv.4 - gsmtp",
      source: 'https://www.wordtothewise.com/2014/04/example-bounces-due-yahoo-preject',
    },
  ],
  'gmail-dns-tempfail': [
    {
      text: "451 4.7.26 Unauthenticated email from domain-name is not accepted due to domain's DMARC policy, but temporary DNS failures prevent authentication. Please contact the administrator of domain-name domain if this was a legitimate email.",
      source: 'https://knowledge.workspace.google.com/admin/support/troubleshooting/gmail-smtp-errors-and-codes',
    },
  ],
  'gmail-spf': [
    {
      text: 'host gmail-smtp-in.l.google.com [172.217.215.27] SMTP error from remote mail server after pipelined end of data: 550-5.7.26 The MAIL FROM domain [example.com] has an SPF record with a hard 550-5.7.26 fail policy (-all) but it fails to pass SPF checks with the ip: 550-5.7.26 [203.0.113.9]. To best protect our users from spam and phishing, the 550-5.7.26 message has been blocked.',
      source: 'rubymonsters/speakerinnen_liste#1327',
    },
  ],
  'gmail-dkim': [
    {
      text: "4.7.30 Your email has been rate limited because DKIM authentication didn't pass for this message. Gmail requires all email bulk senders to authenticate their email with DKIM. Authentication results: DKIM = Did not pass.",
      source: 'https://support.google.com/a/answer/14229414',
    },
  ],
  'gmail-dmarc-missing': [
    {
      text: '4.7.31 Your email has been rate limited because the sending domain doesn’t have a DMARC record, or the DMARC record doesn’t specify a DMARC policy. Gmail requires all bulk email senders to add a DMARC record to their sending domain.',
      source: 'https://support.google.com/a/answer/14229414',
    },
  ],
  'gmail-unauthenticated': [
    {
      text: 'host gmail-smtp-in.l.google.com[2a00:1450:4013:c06::1b] said: 550-5.7.26 Your email has been blocked because the sender is unauthenticated. 550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. 550-5.7.26 550-5.7.26 Authentication results: 550-5.7.26 DKIM = did not pass 550-5.7.26 SPF [example.com] with ip: [2001:db8::25] = did not pass',
      source: 'jtojnar/nixfiles#13',
    },
  ],
  'gmail-tls': [
    {
      text: '5.7.29 This message was blocked because it wasn’t sent over a TLS connection. Gmail requires all bulk email senders to use TLS/SSL for SMTP connections.',
      source: 'https://support.google.com/a/answer/14229414',
    },
  ],
  'gmail-rate': [
    {
      text: '421 4.7.28 [203.0.113.9] Our system has detected an unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail sent from your IP address has been temporarily rate limited. Please visit https://support.google.com/mail/?p=UnsolicitedRateLimitError to review our Bulk Email Senders Guidelines. - gsmtp',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/421.json',
    },
  ],
  'gmail-recipient-rate': [
    {
      text: '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. Please resend your message at a later time. If the user is able to receive mail at that time, your message will be delivered. For more information, please visit https://support.google.com/mail/?p=ReceivingRate - gsmtp',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/450.json',
    },
  ],
  'gmail-workspace-policy': [
    {
      text: '550-5.7.1 The user or domain that you are sending to (or from) has a policy that 550-5.7.1 prohibited the mail that you sent. Please contact your domain 550-5.7.1 administrator for further details. For more information, please visit 550 5.7.1 https://support.google.com/a/answer/172179 g13si3070469otj.207 - gsmtp (in reply to end of DATA command)',
      source: 'lightmeter/controlcenter',
    },
  ],
  'gmail-format': [
    {
      text: '550 5.7.1 [203.0.113.9 14] Messages missing a valid address in From: header, or having no From: header, are not accepted. - gsmtp',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'gmail-direct-send': [
    {
      text: "host alt1.gmail-smtp-in.l.google.com[142.250.141.26] said: 550-5.7.1 [203.0.113.9] The IP you're using to send mail is not authorized to 550-5.7.1 send email directly to our servers. Please use the SMTP relay at your 550-5.7.1 service provider instead. Learn more at 550 5.7.1 https://support.google.com/mail/?p=NotAuthorizedError",
      source: 'Mailu/Mailu#2599',
    },
  ],
  'gmail-helo': [
    {
      text: '501-5.5.4 HELO/EHLO argument "mantis.*" invalid, closing connection. 501 5.5.4 https://support.google.com/mail/?p=helo k21sm2079012qta.27 - gsmtp',
      source: 'PHPMailer/PHPMailer#1258',
    },
  ],
  'gmail-no-such-user': [
    {
      text: "host gmail-smtp-in.l.google.com[209.85.218.64] said: 550-5.1.1 The email account that you tried to reach does not exist. Please 550-5.1.1 try double-checking the recipient's email address for typos 550-5.1.1 or unnecessary spaces. Learn more at 550 5.1.1 http://mail.google.com/support/bin/answer.py?answer=6596 20si2615223bwz.60 (in reply to RCPT TO command)",
      source: 'voku/PHPMailer-BMH:tests/fixtures/bounce-email/tt_1234211357.txt',
    },
  ],
  'gmail-disabled': [
    {
      text: 'host aspmx.l.google.com[209.85.227.27] said: 550 5.2.1 The email account that you tried to reach is disabled. t11si6005099wes.103 (in reply to RCPT TO command)',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/user-unknown-disabled.msg',
    },
  ],
  'gmail-over-quota': [
    {
      text: "4.2.2 The recipient's inbox is out of storage space. Please direct the; 4.2.2 recipient to; 4.2.2 https://support.google.com/mail/?p=OverQuotaTemp 41be03b00d2f7-801d5c00011si4287631a12.311 - gsmtp",
      source: 'reacherhq/check-if-email-exists:core/src/smtp/parser.rs',
    },
  ],
  'gmail-size': [
    {
      text: "552-5.2.3 Your message exceeded Google's message size limits. Please visit http://mail.google.com/support/bin/answer.py?answer=8770 to review our size guidelines.",
      source: 'ActiveCampaign/smtp-field-manual:data/codes/552.json',
    },
  ],
  'gmail-unsolicited': [
    {
      text: '550 5.7.1 [203.0.113.9] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked. Please visit https://support.google.com/mail/?p=UnsolicitedMessageError for more information. - gsmtp',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
};
