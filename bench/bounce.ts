/**
 * Diagnosis of bounces: a thousand messages through one core (the goal is 4 s), and how many of the labelled ones are answered
 * right, where `../shared` lies beside the checkout.
 */
import { performance } from 'node:perf_hooks';
import { diagnose } from '../shared/bounce/diagnose.ts';
import { LISTS } from '../shared/dnsbl/lists.ts';
import { ANSWERS, hasCorpus, type Labelled, readCorpus } from '../test/bounce/corpus.ts';

const MESSAGES = 1000;

export async function benchBounce(): Promise<void> {
  if (!hasCorpus) {
    console.log('bounce: not run, ../shared/conformance/bounces is not there');
    return;
  }
  const corpus = readCorpus();
  const started = performance.now();
  const cpu = process.cpuUsage();
  for (let n = 0; n < MESSAGES; n++) await diagnose(corpus[n % corpus.length]?.raw ?? '', LISTS);
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (user + system) / 1_000_000;
  const { right, scored } = await accuracy(corpus);
  console.log(
    `bounce: ${MESSAGES} messages in ${(wall / 1000).toFixed(2)} s, ${seconds.toFixed(2)} s of processor (goal: 4); ` +
      `${((MESSAGES / wall) * 1000).toFixed(0)} messages/s; ${right} of ${scored} rows right (goal: 88 %)`,
  );
}

async function accuracy(corpus: readonly Labelled[]): Promise<{ readonly right: number; readonly scored: number }> {
  let [right, scored] = [0, 0];
  for (const { raw, rows } of corpus) {
    const result = await diagnose(raw, LISTS);
    const diagnoses = result.ok ? result.value.diagnoses : [];
    rows.forEach(({ reason }, index) => {
      const answers = ANSWERS[reason];
      const cause = diagnoses[index]?.cause;
      if (answers !== undefined) scored++;
      if (cause !== undefined && answers?.includes(cause)) right++;
    });
  }
  return { right, scored };
}

if (import.meta.main) await benchBounce();
