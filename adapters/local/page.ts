/** What the page needs of this machine: the watch's file, the lists, the hosts of our own tables. */
import { type BounceRemedyFacts, REMEDY_FACTS } from '../../shared/bounce/remedies/facts.ts';
import type { List } from '../../shared/dnsbl/list.ts';
import type { PagePorts } from '../../shared/http/page/page-ports.ts';
import { WatchUnavailable } from '../../shared/http/ports.ts';
import { type Clock, isoTime } from '../../shared/model/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import { MINUTE } from '../../shared/model/duration.ts';
import { hostsOf } from '../../shared/report/markup.ts';
import type { ReportedList } from '../../shared/report/report-memory.ts';
import type { Runtime } from '../runtime.ts';
import { MemoryRefused } from './memory-file.ts';
import { readReport } from './report.ts';

export type LocalPageOptions = {
  /** The watch's file. */
  readonly memory: string;
  readonly runtime: Pick<Runtime, 'diagnosePorts' | 'settings' | 'world'>;
  readonly clock: Pick<Clock, 'now'>;
  /** IANA name. */
  readonly zone: string;
};

const reportedList = (
  { id, name, severity, scope, operator, zone, usedBy = [], lookupUrl, removal }: List,
  asked: boolean,
): ReportedList => ({
  id,
  name,
  severity,
  asked,
  scope,
  about: { operator, zone, usedBy, ...defined({ lookupUrl, removalUrl: removal?.url }) },
});

export function localPage({ memory, runtime, clock, zone }: LocalPageOptions): Omit<PagePorts, 'api' | 'session'> {
  const { settings, world } = runtime;
  const { notCovered } = world;
  const { lists = [] } = runtime.diagnosePorts;
  const asked = new Set(world.lists.map(({ id }) => id));
  const pages = lists.flatMap(({ removal, lookupUrl }) => [removal?.url, lookupUrl]);
  const facts: readonly BounceRemedyFacts[] = Object.values(REMEDY_FACTS);
  return {
    memory: async (target) => {
      try {
        return readReport(memory, { target, now: isoTime(clock.now()), notCovered });
      } catch (error) {
        throw error instanceof MemoryRefused ? new WatchUnavailable(error.text) : error;
      }
    },
    lists: lists.map((list) => reportedList(list, asked.has(list.id))),
    hosts: hostsOf([...pages, ...facts.map(({ url }) => url)]),
    period: settings.everyMinutes * MINUTE,
    zone,
  };
}
