import type { Texts } from './types.ts';

export const ASIA_TEXTS: Texts = {
  'netease-spam-later': [
    { text: '451 DT:SPM 163 smtp1,D9GowAD3,please try again', source: 'https://biecuoliao.com/pa/MBRrwEM.html' },
  ],
  'qq-blocked': [
    {
      text: 'host mx3.qq.com [184.105.206.32]\nSMTP error from remote mail server after end of data:\n550 Suspected spam ip',
      source: 'https://pastebin.com/JFRTQ4Nm',
    },
  ],
  'qq-frequency': [
    {
      text: '550 Ip frequency limited. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000725',
      source: 'a log or test in public source code',
    },
  ],
  'qq-recipient-busy': [
    {
      text: '550 Mailbox unavailable or access denied',
      source: 'http://qiao.yimirj.com/article/detail/2261',
    },
  ],
  'qq-content': [
    {
      text: 'smtp;550 Mail content denied. http://service.exmail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'qq-spf': [
    {
      text: 'host mx3.qq.com[58.251.110.111] said: 550 SPF check failed [MNMd/iBQy6N9sE7LEmi7VALmV7Qk3Rub5BKtpGtN0eQbM+int3YLGrxF3VPwzKE+3g== IP: 203.0.113.9]. http://service.mail.qq.com/cgi-bin/help?subtype=1&&no=1001445&&id=20022. (in reply to end of DATA command)',
      source: 'a log or test in public source code',
    },
  ],
  'netease-behaviour': [
    {
      text: '421 HL:REP 该IP发送行为异常,存在接收者大量不存在情况,被临时禁止连接。请检查是否有用户发送病毒或者垃圾邮件,并核对发送列表有效性;',
      source: 'https://cnblogs.com/zhxb/p/9777884.html',
    },
  ],
  'netease-connections': [
    {
      text: '421 HL:ICC 该IP同时并发连接数过大,超过了网易的限制,被临时禁止连接。',
      source: 'https://biecuoliao.com/pa/MBRrwEM.html',
    },
  ],
  'netease-rate': [
    {
      text: '451 MI:SFQ 发信人在15分钟内的发信数量超过限制,请控制发信频率;',
      source: 'https://cnblogs.com/zhxb/p/9777884.html',
    },
  ],
  'netease-not-allowed': [
    { text: '554 MI:SPB UserReject 0,smtp3,DdGowED......', source: 'a log or test in public source code' },
  ],
  'netease-list': [
    {
      text: '450 DT:RBL 发信IP位于一个或多个RBL里。请参考http://www.rbls.org/关于RBL的相关信息;',
      source: 'https://cnblogs.com/zhxb/p/9777884.html',
    },
  ],
  'netease-spf': [
    {
      text: 'host 163mx03.mxmail.netease.com[220.181.14.164] said: 550 MI:SPF 163 mx49,Y8CowABHDZS0MLtb+QOjRQ--.39199S3 1538994358 http://mail.163.com/help/help_spam_16.htm?ip=203.0.113.9&hostid=mx49&time=1538994358 (in reply to MAIL FROM command)',
      source: 'https://pastebin.com/knMf9Xef',
    },
  ],
  'netease-dmarc': [
    {
      text: '550 MI:DMA 该邮件未被发信域的DMARC许可。请参考http://dmarc.org/关于DMARC规范的定义;',
      source: 'https://cnblogs.com/zhxb/p/9777884.html',
    },
  ],
  'netease-spam': [
    {
      text: '554 DT:SPM 126 smtp2,DMmowAAnNDQz4zxdCk6LIw--.52838S2 1564271411,please see http://mail.163.com/help/help_spam_16.htm?ip=203.0.113.9&hostid=smtp2&time=1564271411',
      source: 'Vincedream/NodeMail#20',
    },
  ],
  'netease-from': [
    {
      text: '554 DT:SUM 信封发件人和信头发件人不匹配;',
      source: 'https://help.163.com/09/1224/17/5RAJ4LMH00753VB8.html',
    },
  ],
  'netease-helo': [{ text: '550 MI:NHD HELO命令不允许为空;', source: 'https://cnblogs.com/zhxb/p/9777884.html' }],
  'daum-blocked': [
    {
      text: '554 5.7.1 DAS51 203.0.113.9: Your mail is blocked automatically by anti-spam system. (E06)',
      source: 'https://auctionpro.co.kr/?p=2544',
    },
  ],
  'daum-busy': [
    {
      text: '421 4.4.5 CCRT IP ADDRESS: Connection refused. Server is busy(RT)',
      source: 'https://oliveit.tistory.com/39',
    },
  ],
  'daum-user': [
    {
      text: '550 5.1.1 RUSR 203.0.113.9: No such user: <nobody@mydomain.com> (in reply to RCPT TO command)',
      source: 'https://oliveit.tistory.com/39',
    },
  ],
  'naver-filtered': [
    {
      text: '421 4.3.2 Your IP(203.0.113.9) is filtered and this connection will be closed. You must register your IP to http://realip.naver.com',
      source: 'https://puffinknight.tistory.com/102',
    },
  ],
  'kisa-listed': [
    {
      text: 'Service unavailable; Client host [203.0.113.9] blocked using spamlist.or.kr',
      source: 'https://www.postfix.org/postconf.5.html#default_rbl_reply',
    },
  ],
  'aliyun-listed': [
    {
      text: 'host mxn.mxhichina.com[42.120.219.27] said: 554 Reject by behaviour spam at DATA State(Connection IP address:*)ANTISPAM_BAT[]:list on rbl sites',
      source: 'http://www.zyy100.com/article-show-50-246.html',
    },
  ],
  'aliyun-rate': [
    {
      text: '454 Transient reject by behaviour spam at DATA State(Connection IP address:*)ANTISPAM_BAT[01201311R5167S531, r41g03022]: currently unexpected sending (in reply to DATA command)',
      source: 'https://www.alibabacloud.com/help/en/alibaba-mail/latest/454',
    },
  ],
  'aliyun-behaviour': [
    {
      text: 'host mxn.mxhichina.com[42.120.219.27] said: 554 Reject by behaviour spam at DATA State(Connection IP address:*)ANTISPAM_BAT[]: bad sending',
      source: 'http://www.zyy100.com/article-show-50-246.html',
    },
  ],
};
