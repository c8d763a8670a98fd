/** Chinese and Korean providers. Current texts of Naver and Nate are not known: the general rules answer for them. */
import { rulesOf } from '../rule.ts';

const QQ = rulesOf('qq', [
  {
    id: 'qq-blocked',
    cause: 'ip-reputation',
    listedBy: 'tencent-internal',
    remedy: 'qq',
    says: [
      'suspected spam ip',
      'connection denied * qq.com',
      'suspected bounce attacks',
      'connection denied. http://service.mail.qq.com',
      'mail.qq.com * connection denied',
    ],
  },
  {
    id: 'qq-frequency',
    cause: 'rate-limited',
    remedy: 'qq',
    says: ['(ip|domain|sender|connection) frequency limited'],
  },
  {
    // "The recipient gets much mail within a short time": its own explanation of these words.
    id: 'qq-recipient-busy',
    cause: 'recipient-rate-limited',
    checkedOn: '2026-12-01',
    says: ['mailbox unavailable or access denied'],
  },
  {
    id: 'qq-content',
    cause: 'content-spam',
    remedy: 'qq',
    says: ['mail content denied', 'spam is embedded in the email'],
  },
  {
    id: 'qq-spf',
    cause: 'spf-fail',
    hosts: ['qq.com'],
    says: ['spf check failed'],
  },
]);

const NETEASE = rulesOf('163-126', [
  {
    id: 'netease-connections',
    cause: 'connection-limited',
    remedy: 'netease',
    checkedOn: '2026-12-01',
    tags: ['hl:icc'],
  },
  {
    id: 'netease-behaviour',
    cause: 'ip-reputation',
    retry: 'wait',
    listedBy: 'netease-internal',
    remedy: 'netease',
    tags: ['hl:rep', 'hl:mep', 'hl:ihu'],
  },
  {
    id: 'netease-rate',
    cause: 'rate-limited',
    remedy: 'netease',
    tags: [
      'hl:ifc',
      'mi:dmc',
      'mi:cel',
      'mi:ccl',
      'mi:sfq',
      'mi:stc',
      'rp:drc',
      'rp:ccl',
      'rp:cel',
      'rp:qrc',
      'rp:trc',
      'rp:rcl',
    ],
  },
  {
    id: 'netease-not-allowed',
    cause: 'ip-reputation',
    listedBy: 'netease-internal',
    remedy: 'netease',
    tags: ['hl:ipb', 'wm:bli', 'mi:spb', 'wm:blu'],
    says: ['554 ip in blacklist', 'requested mail action not taken: invalid ip'],
  },
  {
    id: 'netease-list',
    cause: 'ip-blocklisted',
    tags: ['dt:rbl'],
  },
  {
    id: 'netease-spf',
    cause: 'spf-fail',
    tags: ['mi:spf'],
  },
  {
    id: 'netease-dmarc',
    cause: 'dmarc-fail',
    tags: ['mi:dma'],
  },
  {
    id: 'netease-spam-later',
    cause: 'content-spam',
    retry: 'wait',
    retryAfterMinutes: 2,
    remedy: 'netease',
    tags: ['dt:spm'],
    reply: ['4'],
  },
  {
    id: 'netease-spam',
    cause: 'content-spam',
    remedy: 'netease',
    tags: ['dt:spm'],
  },
  {
    id: 'netease-from',
    cause: 'policy',
    remedy: 'netease',
    // The sender in the envelope is not the one in From.
    tags: ['dt:sum'],
    says: ['requested mail action not taken: fake sender'],
  },
  {
    id: 'netease-helo',
    cause: 'helo-invalid',
    tags: ['mi:nhd'],
  },
]);

const KOREA = [
  ...rulesOf('daum-kakao', [
    {
      id: 'daum-blocked',
      cause: 'ip-reputation',
      listedBy: 'kakao-internal',
      remedy: 'daum',
      checks: ['dnsbl:spamhaus-zen', 'ptr', 'spf', 'dkim'],
      tags: ['das{1-99}'],
      says: ['blocked automatically by anti-spam system'],
    },
    {
      id: 'daum-busy',
      cause: 'rate-limited',
      confidence: 'low',
      remedy: 'daum',
      tags: ['ccrt', 'chic'],
    },
    {
      id: 'daum-user',
      cause: 'user-unknown',
      tags: ['rusr'],
    },
  ]),
  ...rulesOf('naver', [
    {
      id: 'naver-filtered',
      cause: 'ip-reputation',
      confidence: 'low',
      legacy: true,
      listedBy: 'naver-internal',
      remedy: 'naver',
      checks: ['ptr', 'spf', 'dkim', 'dmarc'],
      says: ['realip.naver.com', 'your ip * is filtered and this connection will be closed'],
    },
  ]),
  ...rulesOf('kisa', [
    {
      id: 'kisa-listed',
      cause: 'ip-blocklisted',
      listedBy: 'kisa-rbl',
      remedy: 'kisa-rbl',
      checks: ['dnsbl:kisa-rbl', 'spf'],
      says: ['spamlist.or.kr', 'kisarbl.or.kr', 'spam.kisa.or.kr', 'kisa-rbl', 'kisa rbl'],
    },
  ]),
];

const ALIYUN = rulesOf('aliyun', [
  {
    id: 'aliyun-listed',
    cause: 'ip-blocklisted',
    says: ['behaviour spam at * list on rbl'],
  },
  {
    id: 'aliyun-rate',
    cause: 'rate-limited',
    says: ['behaviour spam at * unexpected sending', 'behaviour spam at * frequently sending'],
  },
  {
    id: 'aliyun-behaviour',
    cause: 'ip-reputation',
    says: ['reject by behaviour spam'],
    unless: ['spf check failed'],
  },
]);

export const ASIA = [...QQ, ...NETEASE, ...ALIYUN, ...KOREA];
