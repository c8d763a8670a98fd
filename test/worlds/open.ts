/** What is still told wrongly, by lie and kind of command, each with the reason. A row that nothing needs fails the test. */
import type { WorldCommand } from './running.ts';
import type { World } from './world.ts';

type Kind = WorldCommand['kind'];

export type OpenRow = {
  readonly lies: RegExp;
  readonly kinds: readonly Kind[];
  readonly resolvers: 1 | 2;
  /** The test file whose worlds show it. */
  readonly seenIn: 'in-order' | 'other-truths';
  /** Which of its faults. */
  readonly faults: RegExp;
  readonly why: string;
};

const ALL: readonly Kind[] = ['check', 'spf', 'diagnose', 'lists', 'reverse-dns', 'watch', 'lookup', 'api'];

const alone = (lies: RegExp, kinds: readonly Kind[], why: string): OpenRow => ({
  lies,
  kinds,
  resolvers: 1,
  seenIn: 'in-order',
  faults: /./,
  why,
});

export const OPEN: readonly OpenRow[] = [
  alone(
    / in the place of NS$/,
    ['lookup', 'reverse-dns', 'api'],
    'whoever hides the NS records hides the servers that could contradict',
  ),
  alone(
    / in the place of A$/,
    ['check', 'diagnose', 'reverse-dns', 'watch', 'lookup', 'api'],
    'the servers that could contradict have no address either, and that every control of the lists vanished does not count',
  ),
  alone(/ after \d+ questions$/, ['reverse-dns'], 'the plan of a reverse name does not repeat the proof at its end'),
  alone(
    /^the root (and the reverse zone are|is) there, com/,
    ALL,
    'that com is missing does not count where the root is there, and then no label below it can be there',
  ),
  alone(/^com is there, /, ALL, 'that every control of the lists vanished does not count'),
  alone(
    /^one reverse name for all$/,
    ['check', 'diagnose', 'watch', 'lookup', 'api'],
    'what is there is asked of nobody else, and no reverse name that cannot exist is asked about',
  ),
  {
    lies: /^NXDOMAIN in the place of SOA$/,
    kinds: ['check'],
    resolvers: 1,
    seenIn: 'other-truths',
    faults: / and neither does com/,
    why: 'that com is missing is said though the resolver cannot be right about it',
  },
];

/** The row that this fault is known by. */
export const openRow = ({ lie, second }: World, { kind }: WorldCommand, fault: string): OpenRow | undefined =>
  OPEN.find(
    ({ lies, kinds, resolvers, faults }) =>
      resolvers === (second === undefined ? 1 : 2) && kinds.includes(kind) && lies.test(lie.id) && faults.test(fault),
  );
