/** Advice about mail servers. */
import { type AdviceTable, act, acts, type Given } from './entry.ts';

export const SMTP_ADVICE = {
  'smtp.tls-at-first': (_: Given) =>
    act(
      'Check that the server expects TLS on this port: on port 465, the session begins with TLS.',
      '서버가 이 포트에서 처음부터 TLS를 사용하는지 확인하세요. 465번 포트는 TLS로 시작합니다.',
    ),
  'smtp.wait-longer': (_: Given) =>
    act(
      'Repeat it, also from another address. Some servers make strangers wait on purpose.',
      '다른 IP에서도 다시 조회하세요. 처음 연결하는 상대를 일부러 기다리게 하는 서버가 있습니다.',
    ),
  'smtp.busy': (_: Given) =>
    acts(
      act('Repeat it later.', '잠시 뒤 다시 조회하세요.'),
      act(
        'If it stays like that, look at the load and the limits of the server.',
        '계속되면 서버의 부하와 제한 설정을 확인하세요.',
      ),
    ),
  'smtp.other-address': (_: Given) =>
    act(
      'Repeat it from an address with a good reputation. The server may refuse only the one you used (a blocklist, no reverse name).',
      '평판이 좋은 IP에서 다시 조회하세요. 지금 사용한 IP만 거부된 것일 수 있습니다(차단 목록 등재, 역방향 DNS 없음).',
    ),
  'smtp.slow-greeting': (_: Given) =>
    act(
      'Find out what the server waits for before it greets: DNS servers or blocklists that do not answer, or a delay in its settings.',
      '서버가 인사하기 전에 무엇을 기다리는지 찾으세요. 응답하지 않는 DNS나 차단 목록, 설정에 넣은 지연이 흔한 원인입니다.',
    ),
  'smtp.turn-ehlo-on': (_: Given) =>
    acts(
      act('Turn EHLO on in the server.', '서버에서 EHLO를 켜세요.'),
      act(
        'If a firewall inspects SMTP, look there too: it may have removed EHLO.',
        '방화벽이 SMTP를 검사한다면 방화벽도 확인하세요. EHLO를 막고 있을 수 있습니다.',
      ),
    ),
  'smtp.stop-inspection': (_: Given) =>
    acts(
      act(
        'On the firewall before that server, or before this network, allow TLS in the SMTP inspection (allow-tls).',
        '서버 앞이나 이 네트워크 앞의 방화벽에서 SMTP 검사가 TLS를 허용하도록 설정하세요(allow-tls).',
      ),
      act(
        'Or turn the inspection off for SMTP. On an ASA: no inspect esmtp. On a PIX: no fixup protocol smtp 25.',
        '또는 SMTP 검사를 끄세요. ASA는 no inspect esmtp, PIX는 no fixup protocol smtp 25 명령입니다.',
      ),
      act('Then repeat this, also from another network.', '그런 다음 다른 네트워크에서도 다시 조회하세요.'),
    ),
  'smtp.server-log': (_: Given) =>
    act(
      'Look for the reason in the log of the server. It may refuse only the address you used.',
      '서버의 로그에서 이유를 찾으세요. 지금 사용한 IP만 거부한 것일 수 있습니다.',
    ),
  'smtp.same-name': ({ address, command }: Given<{ readonly address: string }>) =>
    acts(
      act(
        'If the server also sends mail, make it greet with its reverse name (Postfix: myhostname).',
        '메일도 보내는 서버라면 역방향 DNS와 같은 이름으로 인사하도록 설정하세요(Postfix: myhostname).',
      ),
      act(
        `Or have the reverse name of ${address} set to the name that it uses.`,
        `또는 ${address}의 역방향 DNS를 서버가 쓰는 이름으로 설정하세요.`,
      ),
      act('Then check the result:', '그런 다음 결과를 확인하세요.', { command }),
    ),
  'smtp.set-up-starttls': (_: Given) =>
    act(
      'Set up a certificate and STARTTLS (Postfix: smtpd_tls_security_level = may).',
      '인증서와 STARTTLS를 설정하세요(Postfix: smtpd_tls_security_level = may).',
    ),
  'smtp.tls-log': (_: Given) =>
    act(
      'Look at the TLS log of the server. Common causes are a key that does not belong to the certificate, and protocols that are out of use.',
      '서버의 TLS 로그를 확인하세요. 인증서와 맞지 않는 개인 키나 더 이상 쓰지 않는 프로토콜이 흔한 원인입니다.',
    ),
} as const satisfies AdviceTable;
