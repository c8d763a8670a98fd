/** The same through a deployed API: it does the work with its own rights, and is looked at until it is over. */
import { type Clock, isoTime } from '../../shared/model/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import type { Language } from '../../shared/model/language.ts';
import { printable } from '../../shared/model/text.ts';
import { isUnderWay } from '../../shared/reverse-dns/jobs.ts';
import type { JobView, StatusView } from '../../shared/reverse-dns/view.ts';
import { EXIT, Refused, type Words } from '../command.ts';
import { callEndpoint } from '../watch-api.ts';

const LOOK_MS = 5000;

export type Remote = {
  readonly status: () => Promise<StatusView>;
  /** Asks for it, and from then on looks. */
  readonly look: () => Promise<JobView>;
};

/** How the one that was asked for ended, only the log knows: the API keeps the last job of an address. */
function replacedBy({ address, hostname, caller }: JobView): Refused {
  const does = hostname === null ? 'takes its reverse name away' : `sets it to ${printable(hostname, 255)}`;
  const who = `another job for ${printable(address, 80)}, of ${printable(caller, 200)}`;
  return new Refused(`${who}, ${does} now: ask again when it is over`, EXIT.unknown);
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
  const status = async (): Promise<StatusView> => (await call('GET', at)) as StatusView;
  const zone = words.text('hosted-zone');
  const body = { hostname, merge: words.has('merge'), replace: words.has('replace'), ...defined({ zone }) };
  let asked: JobView | null = null;
  return {
    status,
    look: async () => {
      const seen = asked === null ? null : (await status()).job;
      if (asked !== null && seen !== null && seen.startedAt !== asked.startedAt) throw replacedBy(seen);
      asked = seen ?? ((await (hostname === null ? call('DELETE', at) : call('PUT', at, body))) as JobView);
      if (asked.again === null) return asked;
      if (!isUnderWay(asked, clock))
        throw new Refused(
          'the deployment does not go on with it: its log says why (function reverse-dns)',
          EXIT.unknown,
        );
      // The machine looks for itself; this only looks at what it has kept.
      return { ...asked, again: isoTime(clock.now() + LOOK_MS) };
    },
  };
}
