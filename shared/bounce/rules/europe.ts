/** European and Russian providers. */
import { rulesOf } from '../rule.ts';

const UNITED_INTERNET = rulesOf('gmx-web.de-ionos', [
  {
    id: 'gmx-reverse-dns',
    cause: 'ptr-missing',
    remedy: 'reverse-dns-own-name',
    tags: ['c=rdns'],
    says: ['(bad|invalid) dns ptr resource record'],
  },
  {
    id: 'gmx-blocklisted',
    cause: 'ip-blocklisted',
    listedBy: 'united-internet-internal',
    remedy: 'gmx',
    says: ['ip address is (block|black) listed', 'nemesis esmtp * no smtp service'],
  },
  {
    id: 'gmx-spf',
    cause: 'spf-fail',
    says: ['reject due to spf policy'],
  },
  {
    id: 'gmx-sender-domain',
    cause: 'sender-domain-invalid',
    says: ['invalid dns mx or a/aaaa resource record'],
  },
  {
    id: 'gmx-policy',
    cause: 'policy',
    remedy: 'gmx',
    says: ['reject due to policy restrictions'],
  },
  {
    id: 'gmx-rate',
    cause: 'rate-limited',
    confidence: 'low',
    says: ['reject due to policy violations', 'nemesis * rate limit reached'],
  },
]);

const T_ONLINE = rulesOf('t-online', [
  {
    id: 't-online-dynamic',
    cause: 'dynamic-ip',
    listedBy: 't-online-internal',
    remedy: 't-online',
    says: ['dialup/transient ip not allowed'],
  },
  {
    id: 't-online-unknown',
    cause: 'ip-reputation',
    listedBy: 't-online-internal',
    remedy: 't-online',
    checks: ['ptr', 'helo'],
    says: ['none/bad reputation'],
    tags: ['nowl'],
  },
  {
    id: 't-online-blocked',
    cause: 'ip-reputation',
    listedBy: 't-online-internal',
    remedy: 't-online',
    checks: ['ptr', 'helo', 'dnsbl:spamhaus-zen'],
    says: ['ask your postmaster for help or to contact', 'ip=* - a problem occurred'],
  },
]);

const FRANCE = rulesOf('orange', [
  {
    id: 'orange-blocked',
    cause: 'ip-reputation',
    listedBy: 'cloudmark-csi',
    remedy: 'cloudmark',
    tags: ['ofr*_102'],
    says: ['bloquee pour incident de spam', 'bloquée pour incident de spam'],
  },
  {
    id: 'orange-connections',
    cause: 'connection-limited',
    tags: ['ofr*_104'],
    says: ['trop de connexions'],
  },
  {
    id: 'orange-refused',
    cause: 'rate-limited',
    listedBy: 'orange-internal',
    remedy: 'orange',
    checks: ['ptr'],
    tags: ['ofr*_103', 'ofr*_999', 'ofr*_105', 'ofr*_108', 'ofr*_109'],
    says: ['veuillez reessayer plus tard. service refused'],
  },
  {
    id: 'orange-login',
    cause: 'auth-required',
    says: ["code d'authentification invalide"],
  },
  {
    id: 'orange-sender',
    cause: 'sender-domain-invalid',
    tags: ['ofr*_403', 'ofr*_405', 'ofr*_415'],
    says: ['emetteur invalide'],
  },
  {
    id: 'orange-spam',
    cause: 'content-spam',
    remedy: 'orange',
    tags: ['ofr*_506'],
    says: ['mail rejete. mail rejected'],
  },
  {
    id: 'orange-user',
    cause: 'user-unknown',
    tags: ['ofr*_416', 'ofr*_418'],
    says: ['adresse d au moins un destinataire invalide'],
  },
  {
    id: 'orange-full',
    cause: 'mailbox-full',
    tags: ['ofr*_417'],
    says: ['boite du destinataire pleine', 'boîte du destinataire pleine'],
  },
]);

const LA_POSTE = rulesOf('laposte.net', [
  {
    id: 'laposte-blocked',
    cause: 'ip-reputation',
    listedBy: 'laposte-internal',
    remedy: 'laposte',
    tags: ['lpn*_102', 'lpn*_510', 'lpn*_511', 'lpn*_630'],
  },
  {
    id: 'laposte-slow',
    cause: 'rate-limited',
    remedy: 'laposte',
    tags: ['lpn*_503', 'lpn*_505', 'lpn*_104', 'lpn*_103'],
  },
  {
    id: 'laposte-content',
    cause: 'content-spam',
    remedy: 'laposte',
    tags: ['lpn*_506'],
    checkedOn: '2026-11-30',
  },
  {
    id: 'laposte-sender',
    cause: 'sender-domain-invalid',
    remedy: 'laposte-sender',
    tags: ['lpn*_405'],
    checkedOn: '2026-11-30',
  },
  {
    id: 'laposte-user',
    cause: 'user-unknown',
    tags: ['lpn*_416', 'lpn*_418'],
    checkedOn: '2026-11-30',
  },
  {
    id: 'laposte-full',
    cause: 'mailbox-full',
    tags: ['lpn*_417'],
    checkedOn: '2026-11-30',
  },
]);

const SFR_AND_FREE = [
  ...rulesOf('sfr', [
    {
      id: 'sfr-abuse',
      cause: 'ip-reputation',
      retry: 'wait',
      remedy: 'sfr',
      listedBy: 'sfr-internal',
      // The numbers stand for what was counted: complaints, unknown recipients, connections.
      tags: ['gu_eib_*', 'sfr_in_*01', 'sfr_in_*02', 'sfr_in_*03', 'sfr_in_*04', 'sfr_in_*05'],
    },
  ]),
  ...rulesOf('free.fr', [
    {
      id: 'free-spam',
      cause: 'content-spam',
      hosts: ['free.fr', 'proxad.net'],
      says: ['spam detected'],
    },
    {
      id: 'free-too-many',
      cause: 'rate-limited',
      says: ['too many spams from your ip', 'too many mails * free.fr'],
    },
  ]),
];

const RUSSIA = [
  ...rulesOf('mail.ru', [
    {
      id: 'mail-ru-generic-name',
      cause: 'ptr-generic',
      says: [
        'do not accept mail from hosts with dynamic ip or generic dns ptr',
        'get a custom reverse dns name from your isp',
      ],
    },
    {
      id: 'mail-ru-spam',
      cause: 'content-spam',
      remedy: 'mail-ru',
      says: ['notspam-support', 'spam message rejected. please visit * mail.ru'],
      tags: ['notspam.mail.ru'],
    },
    {
      id: 'mail-ru-dmarc',
      cause: 'dmarc-fail',
      says: ['owner dmarc policy', 'help.mail.ru/mail-help/postmaster/dmarc'],
    },
  ]),
  ...rulesOf('yandex', [
    {
      id: 'yandex-block',
      cause: 'ip-reputation',
      retry: 'wait',
      retryAfterMinutes: 1440,
      listedBy: 'yandex-internal',
      remedy: 'yandex',
      says: ['blocked by spam statistics'],
    },
    {
      id: 'yandex-spam',
      cause: 'content-spam',
      remedy: 'yandex',
      says: ['message rejected under suspicion of spam', 'ya.cc/1irbc'],
    },
    {
      id: 'yandex-later',
      cause: 'greylisted',
      says: ['the service is currently unavailable. please come back later'],
    },
    {
      id: 'yandex-recipient-rate',
      cause: 'recipient-rate-limited',
      says: ['the recipient has exceeded message rate limit'],
    },
  ]),
  ...rulesOf('rambler', [
    {
      id: 'rambler-spam',
      cause: 'content-spam',
      says: ['spam message rejected; if this is not spam'],
    },
  ]),
];

const GANDI = rulesOf('gandi', [
  {
    id: 'gandi-virus',
    cause: 'content-virus',
    tags: ['rule1_*'],
  },
  {
    id: 'gandi-spam',
    cause: 'content-spam',
    tags: ['rule2_*', 'rule3_*'],
  },
]);

export const EUROPE = [...UNITED_INTERNET, ...T_ONLINE, ...FRANCE, ...LA_POSTE, ...SFR_AND_FREE, ...GANDI, ...RUSSIA];
