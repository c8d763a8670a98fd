/** What to do about a refusal, by id: facts and words put together, in English unless another catalogue is given. */
import { defined } from '../model/defined.ts';
import type { ElasticIp } from '../model/target.ts';
import type { BounceRemedy } from './diagnosis.ts';
import { BOUNCE_WORDS_EN } from './remedies/en/index.ts';
import { type BounceRemedyFacts, type BounceRemedyId, REMEDY_FACTS } from './remedies/facts.ts';
import type { BounceCatalogue, BounceRemedyWords, BounceStep, SenderCase } from './remedies/words.ts';

export type { BounceRemedyId, BounceStep };

const CHECKED = '2026-11-24';

/** What is known of the sender, for the commands of the steps: they are there to be copied. */
export type KnownSender = {
  readonly ip?: string | undefined;
  /** The host name of the sending server. */
  readonly name?: string | undefined;
  readonly domain?: string | undefined;
  /** The name of the list that has the address. */
  readonly list?: string | undefined;
  /** Where the address is known to be one. */
  readonly elasticIp?: Pick<ElasticIp, 'allocationId' | 'region'> | undefined;
};

/** A remedy in one language, its commands filled in. */
export type WordedRemedy = {
  readonly steps: readonly BounceStep[];
  readonly needs: readonly string[];
  readonly obsolete?: string;
};

export function wordedRemedy({ steps, needs = [], obsolete }: BounceRemedyWords, known: KnownSender): WordedRemedy {
  const filled = ({ when: _, ...step }: BounceStep): BounceStep => {
    const { text, command } = step;
    return {
      ...step,
      text: fill(text, known),
      ...defined({ command: command === undefined ? undefined : fill(command, known) }),
    };
  };
  const mine = (entries: readonly (string | BounceStep)[]): readonly BounceStep[] =>
    entries
      .map((one) => (typeof one === 'string' ? { text: one } : one))
      .filter(({ when }) => when === undefined || CASES[when](known))
      .map(filled);
  return { steps: mine(steps), needs: mine(needs).map(({ text }) => text), ...defined({ obsolete }) };
}

const CASES: Readonly<Record<SenderCase, (known: KnownSender) => boolean>> = {
  'elastic-ip': ({ elasticIp }) => elasticIp !== undefined,
  other: ({ elasticIp }) => elasticIp === undefined,
  // Elastic IPs are IPv4.
  maybe: ({ elasticIp, ip = '' }) => elasticIp === undefined && !ip.includes(':'),
};

/** A place that nothing is known for stays as it is, for the reader to fill in. */
const fill = (given: string, { ip, name, domain, list, elasticIp }: KnownSender): string =>
  [
    ['<ip>', ip],
    ['<name>', name],
    ['<domain>', domain],
    ['<sender>', domain],
    ['<list>', list],
    ['<allocation>', elasticIp?.allocationId],
    ['<region>', elasticIp?.region],
  ].reduce((text, [place = '', value]) => (value === undefined ? text : text.replaceAll(place, value)), given);

const lineOfStep = ({ text, command }: BounceStep): string => (command === undefined ? text : `${text} ${command}`);

function remedyOf(id: BounceRemedyId, known: KnownSender, catalogue: BounceCatalogue = BOUNCE_WORDS_EN): BounceRemedy {
  const { url, typicalHours, checkedOn = CHECKED }: BounceRemedyFacts = REMEDY_FACTS[id];
  const { steps, needs, obsolete } = wordedRemedy(catalogue[id], known);
  const lines = steps.map(lineOfStep);
  return { id, text: lines.join(' '), steps: lines, needs, checkedOn, ...defined({ url, typicalHours, obsolete }) };
}

const IDS = Object.keys(REMEDY_FACTS) as readonly BounceRemedyId[];

export const REMEDIES = Object.fromEntries(IDS.map((id) => [id, remedyOf(id, {})])) as Readonly<
  Record<BounceRemedyId, BounceRemedy>
>;

/** With what is known of the sender in the commands of its steps. */
export const remedyFor = (
  { id }: Pick<BounceRemedy, 'id'>,
  known: KnownSender,
  catalogue?: BounceCatalogue,
): BounceRemedy => remedyOf(id, known, catalogue);
