/** The same through a deployed API: it does the work with its own rights, and is looked at until it is over. */
import { type Clock, isoTime } from '../../shared/model/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import type { Language } from '../../shared/model/language.ts';
import { printable } from '../../shared/model/text.ts';
import { isUnderWay } from '../../shared/reverse-dns/jobs.ts';
import type { JobView, StatusView } from '../../shared/reverse-dns/view.ts';
import { ANSWERS, answerAs } from '../api-answers.ts';
import { EXIT, Refused, type Words } from '../command.ts';
import { callEndpoint } from '../watch-api.ts';

const LOOK_MS = 5000;

export type Remote = {
  readonly status: () => Promise<StatusView>;
  /** Asks for it, and from then on looks. */
  readonly readJob: () => Promise<JobView>;
};

/** Only the log says how the requested one ended: the API keeps the last job of an address. */
function replacedBy({ address, hostname, caller }: JobView): Refused {
  const by = printable(caller, 200);
  const about = printable(address, 80);
  const name = hostname === null ? null : printable(hostname, 255);
  return new Refused(
    {
      en: `Another job (of ${by}) now ${name === null ? `removes the reverse name of ${about}` : `sets the reverse name of ${about} to ${name}`}. Try again when it is over.`,
      ko: `${by} 사용자의 다른 작업이 ${about}의 역방향 DNS를 ${name === null ? '초기화하고 있습니다.' : `바꾸고 있습니다(${name}).`} 끝난 뒤에 다시 시도하세요.`,
    },
    EXIT.unknown,
  );
}

export async function openRemote(
  words: Words,
  address: string,
  hostname: string | null,
  clock: Clock,
  language: Language = 'en',
): Promise<Remote> {
  const call = await callEndpoint(words, language);
  const at = `/addresses/${encodeURIComponent(address)}/reverse-dns`;
  const status = async (): Promise<StatusView> => answerAs(await call('GET', at), ANSWERS.status);
  const zone = words.text('hosted-zone');
  const body = { hostname, merge: words.has('merge'), replace: words.has('replace'), ...defined({ zone }) };
  let asked: JobView | null = null;
  return {
    status,
    readJob: async () => {
      const seen = asked === null ? null : (await status()).job;
      if (asked !== null && seen !== null && seen.startedAt !== asked.startedAt) throw replacedBy(seen);
      asked = seen ?? answerAs(await (hostname === null ? call('DELETE', at) : call('PUT', at, body)), ANSWERS.job);
      if (asked.again === null) return asked;
      if (!isUnderWay(asked, clock))
        throw new Refused(
          {
            en: 'The deployment has stopped working on it. Its log says why (function reverse-dns).',
            ko: '배포된 서비스가 작업을 멈췄습니다. 이유는 로그(reverse-dns 함수)에서 확인하세요.',
          },
          EXIT.unknown,
        );
      // The machine looks for itself; this only looks at what it has kept.
      return { ...asked, again: isoTime(clock.now() + LOOK_MS) };
    },
  };
}
