/** What the watch finds, of resolvers, lists, senders and groups, in Korean. */
import type { RemedyCatalogue } from '../../model/remedy.ts';
import { allSteps, oneStep } from '../step.ts';

type WatchIds = Extract<keyof RemedyCatalogue, `${'resolver' | 'sender' | 'list' | 'group'}.${string}`>;

export const WATCH_KO: Pick<RemedyCatalogue, WatchIds> = {
  'resolver.contradicted': ({ resolver, command }) => [
    oneStep('존의 설정을 바꾸지 마십시오. 레코드는 있습니다. 아래 명령으로 확인할 수 있습니다.', { command }),
    oneStep(
      `다른 리졸버를 지정하거나(--resolver), 리졸버(${resolver ?? '사용 중인 것'})의 관리자에게 레코드가 보이지 않는 까닭을 문의하십시오. 새로 등록한 레코드라면 TTL이 지날 때까지 기다리십시오.`,
    ),
  ],
  'resolver.impossible': () => [
    oneStep('존의 설정을 바꾸지 마십시오.'),
    oneStep('다른 리졸버를 지정해 다시 점검하십시오(--resolver).'),
  ],
  'resolver.doubted': () => [
    oneStep('설정을 바꾸지 마십시오.'),
    oneStep('다시 점검하십시오. 리졸버가 계속 그렇다면 다른 리졸버를 지정하십시오(--resolver).'),
  ],
  'sender.ground-gone': ({ command }) =>
    allSteps(
      oneStep('계속 발송한다면 레코드를 되돌리거나, 이 IP에 postwatch:domains 태그로 발송 도메인을 지정하십시오.'),
      oneStep(
        '더 이상 발송하지 않는다면 IP를 릴리스(반납)하십시오. 계속 보유하려면 postwatch:ignore=true 태그를 붙이십시오. 점검하지 않으며, 인시던트도 끝납니다.',
      ),
      command === undefined ? null : oneStep('이 IP의 상태와 태그는 아래 명령으로 확인합니다.', { command }),
    ),
  'list.quiet': ({ list, command }) => [
    oneStep(
      `기다리십시오. 목록(${list})이 다시 응답할 때까지 등재 여부를 알 수 없으며, 각 대상은 마지막으로 확인된 상태를 유지합니다. 목록의 상태는 아래 명령으로 확인합니다.`,
      { command },
    ),
  ],
  'group.ptr': ({ command }) => [
    oneStep('공통된 원인을 먼저 찾으십시오: 역방향 존과 그 위임, 이름이 있는 존, 계정에서 바뀐 설정.'),
    oneStep('IP 하나를 점검하고, 정상이 되면 나머지를 점검하십시오.', { command }),
  ],
  'group.spf': ({ isNew, command }) => [
    oneStep(
      `모든 발송 IP가 포함되도록 레코드 하나를 ${isNew ? '등록하십시오' : '고치십시오'}. IP 하나만 반영하면 나머지는 그대로입니다. 전체 IP는 다음 명령으로 확인합니다.`,
      { command: 'npx postwatch incidents --json' },
    ),
    oneStep('그중 하나를 점검하십시오.', { command }),
  ],
};
