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
    examples: [
      '550 Suspected spam ip [203.0.113.9 IP: 203.0.113.9]. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000725',
    ],
  },
  {
    id: 'qq-frequency',
    cause: 'rate-limited',
    remedy: 'qq',
    says: ['(ip|domain|sender|connection) frequency limited'],
    examples: [
      '550 Ip frequency limited [203.0.113.9]. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000722',
    ],
  },
  {
    id: 'qq-content',
    cause: 'content-spam',
    remedy: 'qq',
    says: ['mail content denied', 'spam is embedded in the email'],
    examples: ['550 Mail content denied. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726'],
  },
  {
    id: 'qq-spf',
    cause: 'spf-fail',
    hosts: ['qq.com'],
    says: ['spf check failed'],
    examples: ['host mx3.qq.com[203.205.219.57] said: 550 SPF check failed. http://service.mail.qq.com/'],
  },
]);

const NETEASE = rulesOf('163-126', [
  {
    id: 'netease-behaviour',
    cause: 'ip-reputation',
    confidence: 'medium',
    retry: 'wait',
    listedBy: 'netease-internal',
    remedy: 'netease',
    tags: ['hl:rep', 'hl:mep', 'hl:ihu'],
    examples: ['554 HL:REP 163 mx11,PMCowECJ 203.0.113.9 http://mail.163.com/help/help_spam_16.htm?ip=203.0.113.9'],
  },
  {
    id: 'netease-rate',
    cause: 'rate-limited',
    confidence: 'medium',
    remedy: 'netease',
    tags: [
      'hl:icc',
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
    examples: ['451 MI:SFQ 163 mx8,QMCowEDJ 203.0.113.9 http://mail.163.com/help/help_spam_16.htm'],
  },
  {
    id: 'netease-not-allowed',
    cause: 'ip-reputation',
    confidence: 'medium',
    listedBy: 'netease-internal',
    remedy: 'netease',
    tags: ['hl:ipb', 'wm:bli', 'mi:spb', 'wm:blu'],
    says: ['554 ip in blacklist'],
    examples: ['554 MI:SPB 163 mx40,U8CowEDJ 203.0.113.9 http://mail.163.com/help/help_spam_16.htm'],
  },
  {
    id: 'netease-list',
    cause: 'ip-blocklisted',
    confidence: 'medium',
    tags: ['dt:rbl'],
    examples: ['450 DT:RBL 163 mx10 203.0.113.9'],
  },
  {
    id: 'netease-spf',
    cause: 'spf-fail',
    confidence: 'medium',
    tags: ['mi:spf'],
    examples: ['550 MI:SPF 163 mx14,EMCowEC 203.0.113.9 http://mail.163.com/help/help_spam_16.htm'],
  },
  {
    id: 'netease-dmarc',
    cause: 'dmarc-fail',
    confidence: 'medium',
    tags: ['mi:dma'],
    examples: ['550 MI:DMA 163 mx14,EMCowEC 203.0.113.9'],
  },
  {
    id: 'netease-spam',
    cause: 'content-spam',
    confidence: 'medium',
    remedy: 'netease',
    tags: ['dt:spm'],
    examples: ['554 DT:SPM 163 mx15,QMCowEA5 203.0.113.9 http://mail.163.com/help/help_spam_16.htm'],
  },
  {
    id: 'netease-from',
    cause: 'policy',
    confidence: 'medium',
    remedy: 'netease',
    // The sender in the envelope is not the one in From.
    tags: ['dt:sum'],
    examples: ['554 DT:SUM 信封发件人和信头发件人不匹配;'],
  },
  {
    id: 'netease-helo',
    cause: 'helo-invalid',
    confidence: 'medium',
    tags: ['mi:nhd'],
    examples: ['550 MI:NHD 163 mx15 203.0.113.9'],
  },
]);

const KOREA = [
  ...rulesOf('daum-kakao', [
    {
      id: 'daum-blocked',
      cause: 'ip-reputation',
      confidence: 'medium',
      listedBy: 'kakao-internal',
      remedy: 'kakao',
      checks: ['dnsbl:spamhaus-zen', 'ptr', 'spf', 'dkim'],
      tags: ['das{1-99}'],
      says: ['blocked automatically by anti-spam system'],
      examples: ['554 5.7.1 DAS41: (E06) IP [203.0.113.9] blocked automatically by anti-spam system'],
    },
    {
      id: 'daum-busy',
      cause: 'rate-limited',
      confidence: 'low',
      remedy: 'kakao',
      tags: ['ccrt', 'chic'],
      examples: ['421 4.4.5 CCRT: Too many connections from your host'],
    },
    {
      id: 'daum-user',
      cause: 'user-unknown',
      confidence: 'medium',
      tags: ['rusr'],
      examples: ['550 5.1.1 RUSR: <nobody@hanmail.example> no such user'],
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
      examples: [
        '421 4.3.2 Your IP (203.0.113.9) is filtered and this connection will be closed. Please refer to http://realip.naver.com',
      ],
    },
  ]),
  ...rulesOf('kisa', [
    {
      id: 'kisa-listed',
      cause: 'ip-blocklisted',
      confidence: 'medium',
      listedBy: 'kisa-rbl',
      remedy: 'kisa-rbl',
      checks: ['dnsbl:kisa-rbl', 'spf'],
      says: ['spamlist.or.kr', 'kisarbl.or.kr', 'spam.kisa.or.kr', 'kisa-rbl', 'kisa rbl'],
      examples: [
        '550 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using spamlist.or.kr; http://www.kisarbl.or.kr',
      ],
    },
  ]),
];

const ALIYUN = rulesOf('aliyun', [
  {
    id: 'aliyun-listed',
    cause: 'ip-blocklisted',
    confidence: 'medium',
    says: ['behaviour spam at * list on rbl'],
    examples: [
      '554 Reject by behaviour spam at DATA State(Connection IP address:203.0.113.9)ANTISPAM_BAT[]:list on rbl sites',
    ],
  },
  {
    id: 'aliyun-rate',
    cause: 'rate-limited',
    confidence: 'medium',
    says: ['behaviour spam at * unexpected sending', 'behaviour spam at * frequently sending'],
    examples: [
      '454 Transient reject by behaviour spam at DATA State(Connection IP address:203.0.113.9)ANTISPAM_BAT[01201311R5167S531, r41g03022]: currently unexpected sending',
    ],
  },
  {
    id: 'aliyun-behaviour',
    cause: 'ip-reputation',
    confidence: 'medium',
    says: ['reject by behaviour spam'],
    unless: ['spf check failed'],
    examples: [
      '554 Reject by behaviour spam at DATA State(Connection IP address:203.0.113.9)ANTISPAM_BAT[]: bad sending',
    ],
  },
]);

export const ASIA = [...QQ, ...NETEASE, ...ALIYUN, ...KOREA];
