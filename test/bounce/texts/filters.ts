import type { Texts } from './types.ts';

export const FILTERS_TEXTS: Texts = {
  'proofpoint-reputation': [
    {
      text: 'host smtp3.afirme.com.mx[200.23.76.25] refused to talk to me: 554 Blocked - see https://ipcheck.proofpoint.com/?ip=203.0.113.9',
      source: 'Mailu/Mailu#1458',
    },
  ],
  'cloudmark-reputation': [
    {
      text: 'host etb-4.mail.tiscali.it[213.205.33.64] refused to talk to me: 554 cmgw-1.mail.tiscali.it Tu5K1y00L1wtCLS01 IP: 203.0.113.9, You are not allowed to send mail. Please see http://csi.cloudmark.com/reset-request/?ip=203.0.113.9 if you feel this is in error.',
      source: 'https://pastebin.com/AtB74KCf',
    },
  ],
  'trendmicro-customer-rule': [
    {
      text: 'smtp;550 5.7.1 <nobody@example.com>: Recipient address rejected: ERS-Customized-Block.',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'trendmicro-quick-list': [
    {
      text: 'host xxxxxtrendmicro.com[X.XX.XX.XX] said: 450 4.7.1 <nobody@example.com>: Recipient address rejected: ERS-QIL. (in reply to RCPT TO command)',
      source: 'https://server-recipe.com/3851/',
    },
  ],
  'trendmicro-quick-list-refused': [
    {
      text: 'SMTP error from remote mail server after RCPT TO:<>:\n554 5.7.1 <>: Recipient address rejected: ERS-QIL.',
      source: 'https://community.virginmedia.com/t5/Email/ntlworld-domain-blocked-by-trend-micro/td-p/5521393',
    },
  ],
  'trendmicro-listed': [
    {
      text: 'host mail5.statefarm.com[205.242.229.171] said:\n554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using\nKEY.r.mail-abuse.com; Mail from 203.0.113.9\nblocked using Trend Micro Email Reputation database. Please see\n<http://www.mail-abuse.com/cgi-bin/lookup?\\203.0.113.9> (in reply to RCPT\nTO command)',
      source: 'https://pastebin.com/ZkvSZ1jq',
    },
  ],
  'mimecast-reputation': [
    {
      text: '550 csi.mimecast.org Poor Reputation Sender. - https://community.mimecast.com/docs/DOC-1369#550 [vH7Ns8biNg-p6EfZ0QaVMQ.us149]',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'mimecast-spf': [
    {
      text: '550 SPF Sender Invalid - envelope rejected',
      source: 'https://mimecastsupport.zendesk.com/hc/en-us/articles/34000709564691-Policies-Mimecast-SMTP-Error-Codes',
    },
  ],
  'mimecast-dkim': [
    {
      text: '550 DKIM Sender Invalid - envelope rejected',
      source: 'https://mimecastsupport.zendesk.com/hc/en-us/articles/34000709564691-Policies-Mimecast-SMTP-Error-Codes',
    },
  ],
  'mimecast-dmarc': [
    {
      text: 'smtp;550 DMARC Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550 [#]',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'mimecast-anti-spoofing': [
    {
      text: '550 Rejected by header based Anti-Spoofing policy: user@example.com - https://community.mimecast.com/docs/DOC-1369#550 [_g67iKwmNreAb9PeazQFDQ.us227]',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'mimecast-blocked-sender': [
    {
      text: 'smtp;550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550 [#]',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'mimecast-network': [{ text: '554 Host network not allowed', source: 'a log or test in public source code' }],
  'mimecast-signature': [
    {
      text: 'smtp;554 Email rejected due to security policies - https://community.mimecast.com/docs/DOC-1369#554 [#]',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
    },
  ],
  'mimecast-greylisting': [
    {
      text: 'smtp;451 Internal resource temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451 [#]',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
    },
  ],
  'mimecast-tls': [{ text: '553 This route requires encryption (TLS)', source: 'a log or test in public source code' }],
  'mimecast-temporary-block': [
    {
      text: 'IP temporarily blacklisted - https://community.mimecast.com/docs/DOC-1369#451',
      source: 'a log or test in public source code',
    },
  ],
  'barracuda-listed': [
    {
      text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using b.barracudacentral.org; http://www.barracudanetworks.com/reputation/?pr=1&ip=203.0.113.9',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'barracuda-appliance': [
    {
      text: '550 permanent failure for one or more recipients (user@example.com:blocked)',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'symantec-relay': [
    {
      text: 'smtp;553 you are trying to use me [xx.messagelabs.com] as a relay, but I have not been configured to let you [203.0.113.9, example.com] do this. Please visit www.symanteccloud.com/troubleshooting for more details about this error message and instructions to resolve this issue. (#5.7.1)',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/553.json',
    },
  ],
  'symantec-reputation': [{ text: '500 5.7.1 Symantec Zodiac', source: 'zone-eu/zone-mta#251' }],
  'symantec-filtered': [
    {
      text: 'smtp;553 Message filtered. Refer to the Troubleshooting page at http://www.symanteccloud.com/troubleshooting for more information. (#5.7.1)',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/553.json',
    },
  ],
  'cisco-reputation': [
    {
      text: "host gw-smtp3.voeazul.com.br [201.77.225.94]\nSMTP error from remote mail server after initial connection:\n554-gw-smtp3.voeazul.com.br\n554 Your access to this mail system has been rejected due to the sending MTA's poor reputation. If you believe that this failure is in error, please contact the intended recipient via alternate means.",
      source: 'https://pastebin.com/18ewYuZs',
    },
  ],
  'fortinet-link': [
    {
      text: 'This email from IP xxx.xxx.xxx.xxx has been rejected. The email message was detected as spam. FortiGuard AntiSpam(SPAM URL:https://<url>/ or http://<url>/))',
      source:
        'https://community.fortinet.com/t5/FortiMail/Troubleshooting-Tip-Email-is-reject-with-the-error-message-This/ta-p/410082',
    },
  ],
  'fortinet-address': [
    {
      text: 'RCPT TO <nobody@bt.com> failed: 5.7.1 This message has been blocked because it is from a FortiGuard - AntiSpam black IP address.(connection black ip 203.0.113.9)',
      source: 'a log or test in public source code',
    },
  ],
  'trellix-dmarc': [
    {
      text: 'smtp;550 5.7.26 <user@example.com>: ETP205 DMARC Failure for domain',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'trellix-invaluement': [
    {
      text: '550 5.5.4 ETP208 Your IP 203.0.113.9 is listed by Invaluement. Please see http://www.invaluement.com/research/ if you feel this is in error - B15601640DCD26CE53bc5f8c6',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'zerospam-greylisting': [
    {
      text: 'smtp;450 4.2.0 <nobody@example.com>: Recipient address rejected: example.com greylisted for 60 seconds by ZEROSPAM',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/450.json',
    },
  ],
  'mailchannels-content': [
    {
      text: '550 5.7.1 [CS] Message blocked. If this is a false positive, please report this to your hosting service provider. See https://console.mailchannels.net/insights/bounce?auid=example&sender=user%40example.com&txid=25b54c5e3c56be3e',
      source: 'https://pastebin.com/BihkfJpV',
    },
  ],
  'mailchannels-complaints': [
    {
      text: '550 5.7.1 [FBL] Blocked. See See https://console.mailchannels.net/insights/bounce?auid=example&sender=user%40example.com&txid=61543583074c45d8',
      source: 'https://pastebin.com/Jys2dJ18',
    },
  ],
  'ses-identity': [
    {
      text: '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: user@example.com',
      source: 'https://pastebin.com/index/hHzMPWds',
    },
  ],
  'ses-suppressed': [
    {
      text: 'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address. For more information about how to remove an address from the suppression list, see the Amazon SES Developer Guide: http://docs.aws.amazon.com/ses/latest/DeveloperGuide/remove-from-suppressionlist.html',
      source: 'a log or test in public source code',
    },
  ],
};
