/** What the page needs besides the API's ports. */
import type { ReportedList, ReportMemory } from '../../report/report-memory.ts';
import type { ApiPorts } from '../ports.ts';
import type { PageSession } from './session.ts';

export type PagePorts = {
  readonly api: ApiPorts;
  /** Of one target, or of all. Throws `WatchUnavailable`. */
  readonly memory: (target: string | null) => Promise<ReportMemory>;
  readonly lists: readonly ReportedList[];
  /** Hosts that a link may point to: those of the tables. */
  readonly hosts: ReadonlySet<string>;
  /** Milliseconds between runs. */
  readonly period: number;
  /** IANA name. */
  readonly zone: string;
  readonly session: PageSession;
};
