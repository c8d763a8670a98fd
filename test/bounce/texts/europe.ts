import type { Texts } from './types.ts';

export const EUROPE_TEXTS: Texts = {
  'orange-login': [
    { text: "550 5.7.0 Code d'authentification invalide OFR 305", source: 'a log or test in public source code' },
  ],
  'gmx-reverse-dns': [
    {
      text: 'host mx00.emig.gmx.net[212.227.15.9] refused to talk to me: 554-gmx.net (mxgmx017) Nemesis ESMTP Service not available 554-No SMTP service 554-Bad DNS PTR resource record. 554 For explanation visit http://postmaster.gmx.com/en/error-messages?ip=203.0.113.9&c=rdns',
      source: 'https://github.com/EDSM-NET/FrontEnd/issues/21',
    },
  ],
  'gmx-blocklisted': [
    {
      text: 'host mx01.1and1.es [217.72.192.67]: 554-kundenserver.de (mxeue106) Nemesis ESMTP Service not available\n554-No SMTP service\n554-IP address is black listed.\n554 For explanation visit http://postmaster.1and1.com/en/error-messages?ip=203.0.113.9&c=bip',
      source: 'https://pastebin.com/ttzFAhDJ',
    },
  ],
  'gmx-spf': [
    {
      text: 'smtp;550 <user@example.com>: Reject due to SPF policy. The originating IP of the message is not permitted by the domain owner',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'gmx-sender-domain': [
    {
      text: 'smtp;550 <user@example.com>: Invalid DNS MX or A/AAAA resource record',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'gmx-policy': [
    {
      text: '550-Requested action not taken: mailbox unavailable\n550-Reject due to policy restrictions.\n550 For explanation visit http://postmaster.gmx.com/en/error-messages?ip=203.0.113.9&c=poli',
      source: 'https://pastebin.com/0BCS3rhM',
    },
  ],
  'gmx-rate': [
    {
      text: '450-Requested mail action not taken: mailbox unavailable\n450-Reject due to policy violations.\n450 For explanation visit https://help.1and1.com/smtp-error-messages?ip=203.0.113.9&c=poli',
      source: 'https://pastebin.com/FyeABH1h',
    },
  ],
  't-online-dynamic': [
    {
      text: 'host mx03.t-online.de[194.25.134.73] refused to talk to me: 554 IP=203.0.113.9 - Dialup/transient IP not allowed. Use a mailgateway or contact toda@rx.t-online.de if obsolete. (DIAL)',
      source: 'https://help.creoline.com/de/doc/t-online-554-dialuptransient-ip-not-allowed-zVwMz4z866',
    },
  ],
  't-online-unknown': [
    {
      text: 'host mx03.t-online.de[194.25.134.73] refused to talk to me: 554 IP=203.0.113.9 - None/bad reputation. Ask your postmaster for help or to contact tobr@rx.t-online.de for reset. (NOWL)',
      source: 'https://bllmnn.de/2024/05/fehler-554-none-bad-reputation-beim-mailversand-an-t-online-de',
    },
  ],
  't-online-blocked': [
    {
      text: '554 IP=203.0.113.9 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'orange-blocked': [
    {
      text: 'host smtppromx.orange.fr[xxx.xxx.xxx.xxx] refused to talk to me: 550 mwinf5c14 ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/?ip=xxx.xxx.xxx.xxx [102]',
      source: 'ActiveCampaign/smtp-field-manual#60',
    },
  ],
  'orange-connections': [
    {
      text: '421 mwinf5c63 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR005_104 [104]',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'orange-refused': [
    {
      text: 'smtp;421 [removed] Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR_999 [999]',
      source: 'a log or test in public source code',
    },
  ],
  'orange-sender': [
    {
      text: 'host smtp.orange.fr[193.252.22.64] said: 550 5.1.0 Emetteur invalide. Invalid Sender. OFR_415 [415] (in reply to MAIL FROM command)',
      source: 'https://pastebin.com/2m8NY2fW',
    },
  ],
  'orange-spam': [
    { text: '550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]', source: 'https://pastebin.com/yp07hTUs' },
  ],
  'orange-user': [
    {
      text: '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'orange-full': [
    {
      text: '552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'laposte-blocked': [
    {
      text: 'host smtpz4.laposte.net[160.92.124.66] said: 550 5.7.1 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN007_510 (in reply to end of DATA command)',
      source: 'osm-fr/infrastructure#344',
    },
  ],
  'laposte-slow': [
    {
      text: '450 4.7.1 LPN027_503 Client host rejected: Service refuse / service refused',
      source: 'https://bentonow.com/smtp-errors/laposte',
    },
  ],
  'sfr-abuse': [
    {
      text: '5.7.1 <example.com[203.0.113.9]>: Client host rejected: Abus detecte GU_EIB_04',
      source:
        'https://www.postmastery.com/fr/delivrabilite-sfr-explications-sur-les-codes-derreur-gu_eib-et-sur-les-seuils-utilises-updated/',
    },
    {
      text: '5.7.1 <example.com[203.0.113.9]>: Client host rejected: Abus detecte GU_EIB_02',
      source:
        'https://www.postmastery.com/fr/delivrabilite-sfr-explications-sur-les-codes-derreur-gu_eib-et-sur-les-seuils-utilises-updated/',
    },
  ],
  'free-spam': [
    {
      text: 'host mx1.free.fr[212.27.48.7] said: 550 spam detected (in reply to end of DATA command)',
      source: 'JamBrain/JamBrain#270',
    },
  ],
  'free-too-many': [
    {
      text: 'smtp;421 Too many spams from your IP (203.0.113.9), please visit http://postmaster.free.fr/',
      source: 'a log or test in public source code',
    },
  ],
  'mail-ru-generic-name': [
    {
      text: 'host mxs.mail.ru[94.100.180.150] said: 550 Sorry, we do not accept mail from hosts with dynamic IP or generic DNS PTR-records. Please get a custom reverse DNS name from your ISP for your host 203.0.113.9 or contact abuse@corp.mail.ru in case of error (in reply to RCPT TO command)',
      source: 'https://pastebin.com/W1K7kf3m',
    },
  ],
  'mail-ru-spam': [
    {
      text: 'smtp;550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=7y4ytdHbuOGv3O50NYTwpz1F-TVIpnactxtFPeFQSDYMAAAAaKgAAOX_3hE~ or report details to abuse@corp.mail.ru. Error code: ###. ID: #',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'mail-ru-dmarc': [
    {
      text: 'host mxs.mail.ru[94.100.180.31] said: 550 5.7.1 This message was not accepted due to domain (mail.ru) owner DMARC policy (RFC 7489) https://help.mail.ru/mail-help/postmaster/dmarc (in reply to end of DATA command)',
      source: 'https://pastebin.com/fpJZapwZ',
    },
  ],
  'yandex-block': [
    {
      text: 'host mx.yandex.ru[87.250.250.89] refused to talk to me: 554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using spamsource.yandex.ru; Blocked by spam statistics - see http://feedback.yandex.ru/?from=mail-rejects&subject=203.0.113.9',
      source: 'https://pastebin.com/wWEpeehX',
    },
  ],
  'yandex-spam': [
    {
      text: 'smtp;554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc ##',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
    },
  ],
  'yandex-later': [
    {
      text: 'smtp;451 4.7.1 Sorry, the service is currently unavailable. Please come back later.',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
    },
  ],
  'yandex-recipient-rate': [
    {
      text: 'smtp;450 4.2.1 The recipient has exceeded message rate limit. Try again later.',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/450.json',
    },
  ],
  'rambler-spam': [
    {
      text: 'smtp;554 5.7.1 Spam message rejected; If this is not spam contact abuse',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
    },
  ],
  'gandi-virus': [{ text: 'Reject for policy reason. RULE1_1', source: 'https://postmaster.gandi.net/' }],
  'gandi-spam': [
    {
      text: '550 5.7.1 Reject for policy reason RULE3_2. See http://postmaster.gandi.net',
      source: 'dyve-agency/zeitkit#64',
    },
  ],
};
