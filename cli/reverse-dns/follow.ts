/** Looks again whenever it is time, until the work is over or the person who watches has seen enough. */
import type { Clock } from '../../shared/model/clock.ts';
import type { JobView } from '../../shared/reverse-dns/view.ts';
import type { Terminal } from '../terminal.ts';
import { stepLines } from '../views/reverse-dns-job.ts';
import { REVERSE_DNS_WORDS } from '../views/reverse-dns-job-words.ts';

export type Followed = {
  readonly job: JobView;
  /** It was stopped before the end. */
  readonly isStopped: boolean;
};

export type Following = {
  /** One step of the job; the first is made at once. */
  readonly readJob: () => Promise<JobView>;
  readonly clock: Clock;
  readonly terminal: Terminal;
  /** Show each step as it is made. */
  readonly isShown: boolean;
};

const TICK_MS = 1000;

export async function follow({ readJob, clock, terminal, isShown }: Following): Promise<Followed> {
  const stop = { asked: false, wake: (): void => {} };
  terminal.onStop(() => {
    stop.asked = true;
    stop.wake();
  });
  const words = REVERSE_DNS_WORDS[terminal.language];
  const began = clock.now();
  let shown = 0;
  for (;;) {
    terminal.progress(words.looking);
    const job = await readJob();
    terminal.progress('');
    const made = job.steps.filter(({ outcome }) => outcome !== 'waiting');
    // The end says a refusal, with what to do about it.
    const steps = made.slice(shown).filter(({ outcome }) => outcome !== 'refused');
    const lines = isShown ? steps.flatMap((step) => stepLines(step, terminal)) : [];
    for (const line of lines) terminal.print(line);
    shown = made.length;
    if (job.again === null || stop.asked) return { job, isStopped: job.again !== null };
    const until = Date.parse(job.again);
    while (clock.now() < until && !stop.asked) {
      const seconds = Math.floor((clock.now() - began) / 1000);
      const stage = job.stage === 'blocked' ? '' : words.stage[job.stage];
      terminal.progress(words.waiting(stage, Math.floor(seconds / 60), seconds % 60));
      await new Promise<void>((done) => {
        const cancel = clock.after(Math.min(TICK_MS, until - clock.now()), done);
        stop.wake = () => {
          cancel();
          done();
        };
      });
    }
    terminal.progress('');
  }
}
