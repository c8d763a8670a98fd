/** What every check function does around its check: the run's setup, a resolver that ends in time, and the stored result. */
import type { Check, CheckPorts, SurveyFingerprints } from '../../../shared/checks/check.ts';
import { withSecondOpinion } from '../../../shared/checks/second-opinion.ts';
import type { Batch } from '../../../shared/watch/run/plan.ts';
import { workBatch } from '../../../shared/watch/run/run.ts';
import type { RunSetup } from '../../../shared/watch/run/setup.ts';
import { systemRandom } from '../../local/random.ts';
import type { Remaining } from '../settings/dns.ts';
import { batchKeysOf } from './item-key.ts';
import { eventText, openBase, type StepPorts, setupOf } from './runtime.ts';
import { withSigns } from './signs.ts';

/** `targets`: null where it was done before. */
export type Worker = { readonly key: string; readonly targets: number | null };

export type CheckFor = (batch: Batch, known: SurveyFingerprints, setup: RunSetup) => Check;

/** `load`: the check itself, which comes with the DNS client (and the public suffixes, for some) while DynamoDB answers. */
export function workStep(event: unknown, context: Remaining, load: () => Promise<CheckFor>): Promise<Worker> {
  const item = { run: eventText(event, 'run'), key: eventText(event, 'key') };
  const base = openBase();
  return withSigns(base.telemetry, () => work(item, base, context, load));
}

type Item = { readonly run: string; readonly key: string };

async function work({ run, key }: Item, base: StepPorts, context: Remaining, load: () => Promise<CheckFor>) {
  const { memory, clock, telemetry } = base;
  const [setup, checkFor, { openDns }] = await Promise.all([
    setupOf(run, memory),
    load(),
    import('../settings/dns.ts'),
  ]);
  const dns = openDns(setup.resolvers, context);
  try {
    const ports: CheckPorts = { resolver: dns, clock, random: systemRandom };
    const world = {
      lists: setup.lists,
      incidents: setup.incidents,
      checkFor: (batch: Batch, known: SurveyFingerprints) =>
        withSecondOpinion(checkFor(batch, known, setup), dns.witness),
    };
    let targets: number | null = null;
    for (const one of batchKeysOf(key)) {
      const worked = await workBatch(run, one, world, memory, ports);
      if (worked !== null) targets = (targets ?? 0) + worked.reports.length;
    }
    const { asked, fromCache, joined } = dns.counters();
    const questions = asked - fromCache - joined;
    telemetry.log('info', 'batch', { run, key, targets, questions });
    return { key, targets };
  } finally {
    dns.close();
  }
}
