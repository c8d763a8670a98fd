/** Blocklists: the cause before the removal, since a listing whose cause remains comes back, often for longer. */
import type { RemedyCatalogue, RemedyParams, Step } from '../../model/remedy.ts';
import { allSteps, oneStep, onlyWaits, type StepPlace } from '../step.ts';
import { expiryText, neverPay, removalStep } from './removal.ts';

type DnsblIds = Extract<keyof RemedyCatalogue, `dnsbl.${string}`>;

const NOTHING = 'Nothing needs to be done: receivers seldom refuse mail for this.';

const CAUSES = {
  address: 'a stolen password, a hacked site or form, an infected host, a list of old addresses',
  domain: 'mail that people did not ask for, a hacked site, a link that others abuse',
} as const;

export const DNSBL_EN: Pick<RemedyCatalogue, DnsblIds> = {
  'dnsbl.info': (entry) =>
    onlyWaits(entry) ? [oneStep([NOTHING, ...endsOf(entry)].join(' '))] : allSteps(oneStep(NOTHING), removal(entry)),
  'dnsbl.listed': (entry) =>
    allSteps(
      lookFirst(entry),
      oneStep(`Find and stop the cause first, or the listing comes back. Usual causes: ${CAUSES[entry.of]}.`),
      removal(entry),
      entry.command === undefined ? null : oneStep('Check that the listing is gone.', { command: entry.command }),
    ),
  'dnsbl.policy': (entry) =>
    allSteps(
      lookFirst(entry),
      entry.reverse === undefined
        ? null
        : oneStep('If the address is static, give it reverse DNS of its own that resolves back. This shows how:', {
            command: entry.reverse,
          }),
      removal(entry),
      oneStep('If the address is dynamic, do not send directly: send through an authenticated relay.'),
      entry.command === undefined ? null : oneStep('Check that the entry is gone.', { command: entry.command }),
    ),
  'dnsbl.refused-key': ({ variable, parameter, command, url }) =>
    allSteps(
      oneStep(
        `Check in the operator's account that the key is valid, enabled for this data and within its quota (${variable}, ${parameter}). Then check again.`,
        { command },
      ),
      lookUp({ url }),
    ),
  'dnsbl.refused-unregistered': ({ operator, command, url }) =>
    allSteps(
      oneStep(
        `Register the IP address of your resolver with ${operator}, then check again. From Lambda, that needs a NAT gateway with a fixed address.`,
        { command },
      ),
      lookUp({ url }),
    ),
  'dnsbl.refused-resolver': ({ key, command, url }) =>
    allSteps(
      oneStep(
        'Use a resolver that the operator accepts (--resolver host:port): your own, on an address with reverse DNS of its own. Many operators refuse public resolvers and those of a VPC. Query less often, too.',
        { command },
      ),
      key === undefined ? null : oneStep(`Or get a key from ${key.operator}.`, { url: key.page }),
      key === undefined ? null : oneStep(`Store the key as ${key.variable}. On AWS:`, { command: key.store }),
      lookUp({ url }),
    ),
  'dnsbl.dead': ({ list, command }) => [
    oneStep('Do not request removal: there is nothing to remove.'),
    oneStep(skip(list), { command }),
  ],
  'dnsbl.unreachable': ({ command, url }) =>
    allSteps(
      oneStep('Try again later, or with another resolver (--resolver host:port).', { command }),
      lookUp({ url }),
    ),
  'dnsbl.not-asked': ({ command }) => [
    oneStep('Give the command more time (--timeout), or check fewer addresses at a time.', { command }),
  ],
  'dnsbl.unproven': ({ list, command, url }) =>
    allSteps(oneStep('Do not read its answers as "not listed".'), lookUp({ url }), oneStep(skip(list), { command })),
  'dnsbl.unrecognised': ({ command, url }) =>
    allSteps(
      oneStep('Do not read the answer as a listing, or as good news. Check again later.', { command }),
      lookUp({ url }),
    ),
};

const lookFirst = ({ obscure }: RemedyParams['dnsbl.listed']): Step | null =>
  obscure === true
    ? oneStep(
        'Look before you act: little is documented about this list, and we know of no receiver that says it uses it.',
      )
    : null;

const endsOf = (entry: RemedyParams['dnsbl.listed']): readonly string[] => [
  ...expiryText(entry),
  ...(entry.removal?.paid === true ? [neverPay] : []),
];

/** The request is the act; how it ends without one, and that nobody should pay, belongs to it. */
function removal(entry: RemedyParams['dnsbl.listed']): Step | null {
  const asked = removalStep(entry);
  const ends = endsOf(entry);
  if (asked === null) return ends.length === 0 ? null : oneStep(ends.join(' '));
  return { ...asked, text: [asked.text, ...ends].join(' ') };
}

const lookUp = ({ url }: StepPlace): Step | null =>
  url === undefined ? null : oneStep('Until then, look it up by hand.', { url });

const skip = (list: string): string =>
  `Check again later. If it stays like this, leave the list out: "skip": ["${list}"] in the settings.`;
