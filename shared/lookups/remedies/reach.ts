/** Advice about hosts, connections and certificates. */
import { type AdviceTable, act, acts, type Given } from './entry.ts';

export const REACH_ADVICE = {
  'reach.public-only': (_: Given) =>
    act(
      'Look up a public address. Lookups connect to no other.',
      '공인 IP로 조회하세요. 그 밖의 IP에는 연결하지 않습니다.',
    ),
  'reach.allow-port': (_: Given) =>
    act(
      'Lookups connect only to public addresses, on known ports. To allow another port, add it to lookups.ports in the settings.',
      '조회는 공인 IP의 알려진 포트에만 연결합니다. 다른 포트를 허용하려면 설정의 lookups.ports에 추가하세요.',
    ),
  'reach.port-25': ({ url }: Given) =>
    acts(
      act(
        'Repeat it from a network whose port 25 is open. On EC2, ask AWS to remove the limit:',
        '25번 포트가 열린 네트워크에서 다시 조회하세요. EC2라면 AWS에 제한 해제를 요청하세요.',
        { url },
      ),
      act('Or look at port 587 or 465 of the server.', '또는 서버의 587번이나 465번 포트를 조회하세요.'),
    ),
  'reach.start-service': (_: Given) =>
    acts(
      act('Start the service, if it does not run.', '서비스가 실행 중이 아니면 시작하세요.'),
      act(
        'Open the port in the firewall. On EC2, that is the security group.',
        '방화벽에서 포트를 여세요. EC2에서는 보안 그룹입니다.',
      ),
    ),
  'reach.tls-versions': (_: Given) =>
    acts(
      act(
        'Check that the server speaks TLS 1.2 or 1.3 on this port.',
        '서버가 이 포트에서 TLS 1.2나 1.3을 지원하는지 확인하세요.',
      ),
      act('Look for the reason in the log of the server.', '서버의 로그에서 이유를 찾으세요.'),
    ),
  'reach.other-network': (_: Given) =>
    act(
      'Repeat it from another network. A firewall on the way may drop packets silently, so this alone does not show that the server is down.',
      '다른 네트워크에서 다시 조회하세요. 경로의 방화벽이 패킷을 버릴 수 있어, 이것만으로는 서버가 멈췄다고 판단할 수 없습니다.',
    ),
  'reach.publish-address': ({ name }: Given<{ readonly name: string }>) =>
    act(
      `Publish an A record for ${name}, and an AAAA record if it has IPv6.`,
      `${name}에 A 레코드를 등록하세요. IPv6를 사용하면 AAAA 레코드도 등록하세요.`,
    ),

  'ping.try-port': ({ command }: Given) =>
    acts(
      act(
        'Do not conclude that the host is down: many hosts and clouds drop echo requests. On EC2, the security group must allow ICMP.',
        '이것만으로 멈췄다고 판단하지 마세요. ping에 응답하지 않는 호스트와 클라우드가 많습니다. EC2에서는 보안 그룹이 ICMP를 허용해야 합니다.',
      ),
      act('Look up a port that should be open, for example:', '열려 있어야 하는 포트를 조회하세요. 예:', { command }),
    ),
  'ping.trace-loss': ({ command }: Given) =>
    acts(
      act('Repeat it, also from another network.', '다른 네트워크에서도 다시 조회하세요.'),
      act('If the loss stays, see where it begins:', '손실이 계속되면 어디서 시작되는지 확인하세요.', { command }),
    ),
  'ping.where-possible': ({ command }: Given) =>
    acts(
      act('Look up a port that should be open, for example:', '열려 있어야 하는 포트를 조회하세요. 예:', { command }),
      act(
        'Or run it on a machine where a ping program is installed.',
        '또는 ping 프로그램이 설치된 컴퓨터에서 실행하세요.',
      ),
    ),
  'trace.try-port': ({ command }: Given) =>
    act(
      'Routers and firewalls on the way may drop these probes. Look up the port itself, for example:',
      '경로의 라우터와 방화벽이 추적 패킷을 버릴 수 있습니다. 포트를 직접 조회하세요. 예:',
      { command },
    ),
  'trace.own-machine': ({ command }: Given) =>
    act('Run it on a machine of your own:', '직접 쓰는 컴퓨터에서 실행하세요.', { command }),
  'trace.install': ({ command }: Given) => act('Install one of them:', '둘 중 하나를 설치하세요.', { command }),

  'certificate.install': (_: Given) =>
    act('Install a certificate, for example from Let’s Encrypt.', '인증서를 설치하세요. 예: Let’s Encrypt'),
  'certificate.add-name': ({ name }: Given<{ readonly name: string }>) =>
    act(`Install a certificate that has ${name} among its names.`, `${name} 이름이 들어 있는 인증서를 설치하세요.`),
  'certificate.whole-chain': (_: Given) =>
    act(
      'Install a certificate of a public authority, with its intermediate certificates behind it (fullchain.pem).',
      '공인 인증 기관의 인증서를 중간 인증서와 함께 설치하세요(fullchain.pem).',
    ),
  'certificate.issue-again': (_: Given) => act('Have the certificate issued again.', '인증서를 다시 발급받으세요.'),
  'certificate.renew': (_: Given) =>
    acts(
      act('Renew the certificate.', '인증서를 갱신하세요.'),
      act('Find out why it was not renewed automatically.', '자동으로 갱신되지 않은 원인을 찾으세요.'),
    ),
  'certificate.watch-renewal': (_: Given) =>
    act('Check that automatic renewal works.', '자동 갱신이 동작하는지 확인하세요.'),
} as const satisfies AdviceTable;
