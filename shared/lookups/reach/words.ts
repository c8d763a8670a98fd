/** What a lookup says about hosts, connections and certificates. */

import type { Text } from '../../model/language.ts';
import { count } from '../../model/text.ts';
import type { TlsSession } from '../../net/port.ts';

/** `place`: an address, or one with a port. */
export const nothingSent = (place: string, why: Text): Text => ({
  en: `Nothing was sent to ${place}: ${why.en}.`,
  ko: `${place}에 아무것도 보내지 않았습니다. 이유: ${why.ko}`,
});

export const portTwentyFive = (place: string, why: Text): Text => ({
  en: `We could not connect to ${place} from here: ${why.en}. Most clouds, Lambda outside a VPC and most home providers block outbound port 25, so this says nothing about the server.`,
  ko: `여기에서 ${place}에 연결하지 못했습니다: ${why.ko}. 클라우드, VPC 밖의 Lambda, 가정용 회선은 대부분 아웃바운드 25번 포트를 막습니다. 서버의 상태는 알 수 없습니다.`,
});

export const nothingListens = (place: string): Text => ({
  en: `Nothing listens on ${place} (connection refused).`,
  ko: `${place}에서 연결을 받는 서비스가 없습니다(연결 거부).`,
});

export const noTls = (place: string, why: Text): Text => ({
  en: `${place} accepts the connection, but no TLS session is set up: ${why.en}.`,
  ko: `${place}에 연결되지만 TLS 세션이 맺어지지 않습니다: ${why.ko}`,
});

export const notReached = (place: string, why: Text): Text => ({
  en: `We could not reach ${place} from here: ${why.en}.`,
  ko: `여기에서 ${place}에 연결하지 못했습니다: ${why.ko}`,
});

export const hostHasNoAddress = (name: string): Text => ({
  en: `${name} has neither an IPv4 nor an IPv6 address.`,
  ko: `${name}에 IPv4 주소도 IPv6 주소도 없습니다.`,
});

export const acceptedIn = (place: string, ms: number): Text => ({
  en: `${place} accepted a connection in ${ms} ms.`,
  ko: `${place}에 ${ms} ms 만에 연결되었습니다.`,
});

export const portOpen: Text = { en: 'open', ko: '연결됨' };

export const connectTime: Text = { en: 'TCP connect time', ko: 'TCP 연결 시간' };

export const noEcho = (address: string, sent: number): Text => ({
  en: `${address} answered none of ${count(sent, 'echo request')}.`,
  ko: `${address}에서 ping ${sent}회에 한 번도 응답하지 않았습니다.`,
});

export const someEchoes = (address: string, received: number, sent: number): Text => ({
  en: `${address} answered ${received} of ${count(sent, 'echo request')}.`,
  ko: `${address}에서 ping ${sent}회 중 ${received}회에 응답했습니다.`,
});

/** `ms`: null where the program printed no times. */
export const echoed = (address: string, ms: number | null): Text =>
  ms === null
    ? { en: `${address} answers (ICMP).`, ko: `${address}에서 응답했습니다(ICMP).` }
    : { en: `${address} answers in ${ms} ms (ICMP).`, ko: `${address}에서 ${ms} ms 만에 응답했습니다(ICMP).` };

export const noPortAnswers = (host: string, ports: readonly number[]): Text => ({
  en: `${host} answered on none of the ports ${ports.join(', ')}. ICMP is not available here.`,
  ko: `${host}의 포트 ${ports.join(', ')} 어디에서도 응답이 없습니다. 여기에서는 ICMP를 사용할 수 없습니다.`,
});

export const portAccepts = (host: string, port: number, ms: number): Text => ({
  en: `${host} accepts a connection on port ${port} after ${ms} ms (TCP connect time; ICMP is not available here).`,
  ko: `${host}의 포트 ${port}에 ${ms} ms 만에 연결되었습니다(TCP 연결 시간, 여기에서는 ICMP 사용 불가).`,
});

export const portRefuses = (host: string, port: number, ms: number): Text => ({
  en: `${host} is there: it refuses a connection on port ${port} after ${ms} ms (TCP connect time; ICMP is not available here).`,
  ko: `${host}에서 포트 ${port}의 연결을 ${ms} ms 만에 거부했으므로 호스트는 동작하고 있습니다(TCP 연결 시간, 여기에서는 ICMP 사용 불가).`,
});

export const hopsAway = (address: string, hops: number): Text => ({
  en: `${address} is ${count(hops, 'hop')} away.`,
  ko: `${address}까지 ${hops}홉입니다.`,
});

export const routeEnds = (address: string, hops: number): Text => ({
  en: `The route to ${address} is visible for ${count(hops, 'hop')}, but not to its end.`,
  ko: `${address}까지의 경로가 ${hops}홉까지만 보이고 끝까지 보이지 않습니다.`,
});

export const noTraceHere: Text = {
  en: 'A trace is not possible here. Run it from the command line.',
  ko: '여기에서는 경로를 추적할 수 없습니다. 명령줄에서 실행하세요.',
};

export const noTraceProgram: Text = {
  en: 'Neither traceroute nor tracepath is installed here.',
  ko: 'traceroute도 tracepath도 설치되어 있지 않습니다.',
};

export const programFailed = (detail: string): Text => ({
  en: `The program could not be run: ${detail}.`,
  ko: `프로그램을 실행하지 못했습니다: ${detail}`,
});

export const noCertificate: Text = {
  en: 'The server showed no certificate.',
  ko: '서버가 인증서를 제시하지 않았습니다.',
};

export const certificateForOthers = (names: readonly string[], name: string): Text =>
  names.length === 0
    ? {
        en: `The certificate has no name in it, so it is not valid for ${name}.`,
        ko: `인증서에 이름이 없어 ${name} 호스트에는 유효하지 않습니다.`,
      }
    : {
        en: `The certificate is for ${names.join(', ')}, not for ${name}.`,
        ko: `인증서에 ${name} 이름이 없습니다. 인증서의 이름: ${names.join(', ')}`,
      };

export const notTrusted = (distrust: string, issuer: string): Text => ({
  en: `The certificate chain is not trusted (${distrust}). Its issuer is ${issuer}.`,
  ko: `인증서 체인을 신뢰할 수 없습니다(${distrust}). 발급자: ${issuer}`,
});

export const noEndDate: Text = {
  en: 'The expiry date of the certificate cannot be read.',
  ko: '인증서의 만료일을 읽을 수 없습니다.',
};

export const certificateExpired = (until: string): Text => ({
  en: `The certificate expired on ${until}.`,
  ko: `인증서가 ${until}에 만료되었습니다.`,
});

export const certificateExpires = (until: string, days: number): Text => ({
  en: `The certificate expires in ${count(days, 'day')}, on ${until}.`,
  ko: `인증서가 ${days}일 뒤(${until})에 만료됩니다.`,
});

export const certificateSound = (name: string, until: string | null, days: number): Text => ({
  en: `The certificate is trusted and valid for ${name} until ${until} (${count(days, 'day')}).`,
  ko: `인증서를 신뢰할 수 있으며 ${name} 호스트에 유효합니다. 만료일: ${until}(${days}일 뒤)`,
});

export const tlsWorks = ({ protocol, cipher }: Pick<TlsSession, 'protocol' | 'cipher'>): Text => ({
  en: `TLS works (${protocol}, ${cipher}).`,
  ko: `TLS가 동작합니다(${protocol}, ${cipher}).`,
});
