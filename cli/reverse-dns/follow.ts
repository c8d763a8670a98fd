/** Looks again whenever it is time, until the work is over or the person who watches has seen enough. */
import { type Clock, isoTime } from '../../shared/model/clock.ts';
import { printable } from '../../shared/model/text.ts';
import type { JobView } from '../../shared/reverse-dns/view.ts';
import type { Terminal } from '../terminal.ts';
import { stepLines } from '../views/reverse-dns.ts';

export type Followed = {
  readonly job: JobView;
  /** It was stopped before the end. */
  readonly isStopped: boolean;
};

export type Following = {
  /** One look; the first is made at once. */
  readonly look: () => Promise<JobView>;
  readonly clock: Clock;
  readonly terminal: Terminal;
  /** Show each step as it is made. */
  readonly isShown: boolean;
};

const TICK_MS = 1000;

export async function follow({ look, clock, terminal, isShown }: Following): Promise<Followed> {
  const stop = { asked: false, wake: (): void => {} };
  terminal.onStop(() => {
    stop.asked = true;
    stop.wake();
  });
  const began = clock.now();
  let shown = 0;
  for (;;) {
    terminal.progress('looking at EC2, Route 53 and DNS …');
    const job = await look();
    terminal.progress('');
    const made = job.steps.filter(({ outcome }) => outcome !== 'waiting');
    const lines = isShown ? made.slice(shown).flatMap((step) => stepLines(step, terminal)) : [];
    for (const line of lines) terminal.print(line);
    shown = made.length;
    if (job.again === null || stop.asked) return { job, isStopped: job.again !== null };
    const until = Date.parse(job.again);
    while (clock.now() < until && !stop.asked) {
      const waited = isoTime(clock.now() - began).slice(14, 19);
      terminal.progress(`${waited} ${job.stage}: ${printable(job.next, 200)} (Ctrl-C leaves it; nothing is lost)`);
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
