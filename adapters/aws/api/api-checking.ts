/** Checks on demand inside a function: the deployment's settings and lists, the operators' keys, and a time to end in. */
import type { Check } from '../../../shared/checks/check.ts';
import { cover, type KeysRead } from '../../../shared/dnsbl/coverage.ts';
import { LISTS } from '../../../shared/dnsbl/lists.ts';
import { limitsOf } from '../../../shared/http/budget.ts';
import type { ApiLimits, Checking } from '../../../shared/http/ports.ts';
import { MINUTE } from '../../../shared/model/duration.ts';
import type { NotCovered } from '../../../shared/model/finding.ts';
import { systemClock } from '../../local/clock.ts';
import { createRuntime } from '../../runtime.ts';
import { readKeys } from '../settings/secrets.ts';
import { readConfigured } from '../settings/settings.ts';

/** API Gateway gives up after 30 s: the start, the table and the keys need the rest. */
const CHECK_MS = 23_000;
const QUESTION_MS = 5000;
/** A key that was stored is used after so long at the latest. */
const KEYS_MS = 5 * MINUTE;

export type AwsChecking = { readonly limits: ApiLimits; readonly open: () => Promise<Checking> };

export function awsChecking(folder: string | undefined, log: (line: string) => void): AwsChecking {
  const { settings, table, selection } = readConfigured(folder);
  let known: { readonly at: number; readonly read: KeysRead } | undefined;
  const readInTime = async (): Promise<KeysRead> => {
    const now = systemClock.monotonic();
    if (known !== undefined && now - known.at < KEYS_MS && known.read.failure === null) return known.read;
    const read = await readKeys();
    if (read.failure !== null) log(`the keys of lists cannot be read: ${read.failure}`);
    known = { at: now, read };
    return read;
  };
  return {
    limits: limitsOf(settings.api),
    open: async () => {
      const read = await readInTime();
      const keys = { ...settings.keys, ...read.keys };
      const runtime = createRuntime({
        settings: { ...settings, keys },
        table,
        tableIsFile: table !== LISTS,
        environment: {},
        questionMs: QUESTION_MS,
        commandMs: CHECK_MS,
      });
      // They were checked when they were deployed.
      if (!runtime.ok) throw new Error(runtime.problem.en);
      const { notCovered } = cover(selection.lists, { ...read, keys });
      return { ...runtime.value, checks: runtime.value.checks.map((check) => explained(check, notCovered)) };
    },
  };
}

/** Why a list is not covered, as it is on AWS: a key that is stored and cannot be read is not a missing one. */
function explained({ id, run }: Check, notCovered: readonly NotCovered[]): Check {
  const here = new Map(notCovered.map((one) => [one.list, one]));
  const explain = (one: NotCovered): NotCovered => here.get(one.list) ?? one;
  return {
    id,
    run: async (targets, ports) =>
      (await run(targets, ports)).map((report) =>
        report.coverage === undefined
          ? report
          : { ...report, coverage: { ...report.coverage, notCovered: report.coverage.notCovered.map(explain) } },
      ),
  };
}
