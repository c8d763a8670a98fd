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
      {
        text: 'host mx3.qq.com [184.105.206.32]\nSMTP error from remote mail server after end of data:\n550 Suspected spam ip',
        source: 'https://pastebin.com/JFRTQ4Nm',
      },
    ],
  },
  {
    id: 'qq-frequency',
    cause: 'rate-limited',
    remedy: 'qq',
    says: ['(ip|domain|sender|connection) frequency limited'],
    examples: [
      {
        text: '550 Ip frequency limited. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000725',
        source: 'a log or test in public source code',
      },
    ],
  },
  {
    id: 'qq-content',
    cause: 'content-spam',
    remedy: 'qq',
    says: ['mail content denied', 'spam is embedded in the email'],
    examples: [
      {
        text: 'smtp;550 Mail content denied. http://service.exmail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'qq-spf',
    cause: 'spf-fail',
    hosts: ['qq.com'],
    says: ['spf check failed'],
    examples: [
      {
        text: 'host mx3.qq.com[58.251.110.111] said: 550 SPF check failed [MNMd/iBQy6N9sE7LEmi7VALmV7Qk3Rub5BKtpGtN0eQbM+int3YLGrxF3VPwzKE+3g== IP: 203.0.113.9]. http://service.mail.qq.com/cgi-bin/help?subtype=1&&no=1001445&&id=20022. (in reply to end of DATA command)',
        source: 'a log or test in public source code',
      },
    ],
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
    examples: [
      {
        text: '421 HL:REP 该IP发送行为异常,存在接收者大量不存在情况,被临时禁止连接。请检查是否有用户发送病毒或者垃圾邮件,并核对发送列表有效性;',
        source: 'https://cnblogs.com/zhxb/p/9777884.html',
      },
    ],
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
    examples: [
      {
        text: '451 MI:SFQ 发信人在15分钟内的发信数量超过限制,请控制发信频率;',
        source: 'https://cnblogs.com/zhxb/p/9777884.html',
      },
    ],
  },
  {
    id: 'netease-not-allowed',
    cause: 'ip-reputation',
    confidence: 'medium',
    listedBy: 'netease-internal',
    remedy: 'netease',
    tags: ['hl:ipb', 'wm:bli', 'mi:spb', 'wm:blu'],
    says: ['554 ip in blacklist'],
    examples: [{ text: '554 MI:SPB UserReject 0,smtp3,DdGowED......', source: 'a log or test in public source code' }],
  },
  {
    id: 'netease-list',
    cause: 'ip-blocklisted',
    confidence: 'medium',
    tags: ['dt:rbl'],
    examples: [
      {
        text: '450 DT:RBL 发信IP位于一个或多个RBL里。请参考http://www.rbls.org/关于RBL的相关信息;',
        source: 'https://cnblogs.com/zhxb/p/9777884.html',
      },
    ],
  },
  {
    id: 'netease-spf',
    cause: 'spf-fail',
    confidence: 'medium',
    tags: ['mi:spf'],
    examples: [
      {
        text: 'host 163mx03.mxmail.netease.com[220.181.14.164] said: 550 MI:SPF 163 mx49,Y8CowABHDZS0MLtb+QOjRQ--.39199S3 1538994358 http://mail.163.com/help/help_spam_16.htm?ip=203.0.113.9&hostid=mx49&time=1538994358 (in reply to MAIL FROM command)',
        source: 'https://pastebin.com/knMf9Xef',
      },
    ],
  },
  {
    id: 'netease-dmarc',
    cause: 'dmarc-fail',
    confidence: 'medium',
    tags: ['mi:dma'],
    examples: [
      {
        text: '550 MI:DMA 该邮件未被发信域的DMARC许可。请参考http://dmarc.org/关于DMARC规范的定义;',
        source: 'https://cnblogs.com/zhxb/p/9777884.html',
      },
    ],
  },
  {
    id: 'netease-spam',
    cause: 'content-spam',
    confidence: 'medium',
    remedy: 'netease',
    tags: ['dt:spm'],
    examples: [
      {
        text: '554 DT:SPM 126 smtp2,DMmowAAnNDQz4zxdCk6LIw--.52838S2 1564271411,please see http://mail.163.com/help/help_spam_16.htm?ip=203.0.113.9&hostid=smtp2&time=1564271411',
        source: 'Vincedream/NodeMail#20',
      },
    ],
  },
  {
    id: 'netease-from',
    cause: 'policy',
    confidence: 'medium',
    remedy: 'netease',
    // The sender in the envelope is not the one in From.
    tags: ['dt:sum'],
    examples: [
      {
        text: '554 DT:SUM 信封发件人和信头发件人不匹配;',
        source: 'https://help.163.com/09/1224/17/5RAJ4LMH00753VB8.html',
      },
    ],
  },
  {
    id: 'netease-helo',
    cause: 'helo-invalid',
    confidence: 'medium',
    tags: ['mi:nhd'],
    examples: [{ text: '550 MI:NHD HELO命令不允许为空;', source: 'https://cnblogs.com/zhxb/p/9777884.html' }],
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
      examples: [
        {
          text: '554 5.7.1 DAS51 203.0.113.9: Your mail is blocked automatically by anti-spam system. (E06)',
          source: 'https://auctionpro.co.kr/?p=2544',
        },
      ],
    },
    {
      id: 'daum-busy',
      cause: 'rate-limited',
      confidence: 'low',
      remedy: 'kakao',
      tags: ['ccrt', 'chic'],
      examples: [
        {
          text: '421 4.4.5 CCRT IP ADDRESS: Connection refused. Server is busy(RT)',
          source: 'https://oliveit.tistory.com/39',
        },
      ],
    },
    {
      id: 'daum-user',
      cause: 'user-unknown',
      confidence: 'medium',
      tags: ['rusr'],
      examples: [
        {
          text: '550 5.1.1 RUSR 203.0.113.9: No such user: <nobody@mydomain.com> (in reply to RCPT TO command)',
          source: 'https://oliveit.tistory.com/39',
        },
      ],
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
        {
          text: '421 4.3.2 Your IP(203.0.113.9) is filtered and this connection will be closed. You must register your IP to http://realip.naver.com',
          source: 'https://puffinknight.tistory.com/102',
        },
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
        { words: 'blocked using spamlist.or.kr', source: 'https://www.postfix.org/postconf.5.html#default_rbl_reply' },
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
      {
        text: 'host mxn.mxhichina.com[42.120.219.27] said: 554 Reject by behaviour spam at DATA State(Connection IP address:*)ANTISPAM_BAT[]:list on rbl sites',
        source: 'http://www.zyy100.com/article-show-50-246.html',
      },
    ],
  },
  {
    id: 'aliyun-rate',
    cause: 'rate-limited',
    confidence: 'medium',
    says: ['behaviour spam at * unexpected sending', 'behaviour spam at * frequently sending'],
    examples: [
      {
        text: '454 Transient reject by behaviour spam at DATA State(Connection IP address:*)ANTISPAM_BAT[01201311R5167S531, r41g03022]: currently unexpected sending (in reply to DATA command)',
        source: 'https://www.alibabacloud.com/help/en/alibaba-mail/latest/454',
      },
    ],
  },
  {
    id: 'aliyun-behaviour',
    cause: 'ip-reputation',
    confidence: 'medium',
    says: ['reject by behaviour spam'],
    unless: ['spf check failed'],
    examples: [
      {
        text: 'host mxn.mxhichina.com[42.120.219.27] said: 554 Reject by behaviour spam at DATA State(Connection IP address:*)ANTISPAM_BAT[]: bad sending',
        source: 'http://www.zyy100.com/article-show-50-246.html',
      },
    ],
  },
]);

export const ASIA = [...QQ, ...NETEASE, ...ALIYUN, ...KOREA];
