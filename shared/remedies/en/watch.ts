/** What the watch finds, of resolvers, lists, senders and groups. */
import type { RemedyCatalogue } from '../../model/remedy.ts';
import { allSteps, oneStep } from '../step.ts';

type WatchIds = Extract<keyof RemedyCatalogue, `${'resolver' | 'sender' | 'list' | 'group'}.${string}`>;

export const WATCH_EN: Pick<RemedyCatalogue, WatchIds> = {
  'resolver.contradicted': ({ resolver, command }) => [
    oneStep('Change nothing in your zone: the record is there. This shows it:', { command }),
    oneStep(
      `Use another resolver (--resolver), or ask the operator of ${resolver ?? 'this one'} why it hides the record. If the record is new, wait until its TTL is over.`,
    ),
  ],
  'resolver.impossible': () => [
    oneStep('Change nothing in your zone.'),
    oneStep('Check again with another resolver (--resolver).'),
  ],
  'resolver.doubted': () => [
    oneStep('Change nothing.'),
    oneStep('Check again, with another resolver if this one stays like that (--resolver).'),
  ],
  'sender.ground-gone': ({ command }) =>
    allSteps(
      oneStep(
        'If it still sends mail, put the record back, or tag the address postwatch:domains with the domains it sends for.',
      ),
      oneStep(
        'If it no longer sends, release the address, or tag it postwatch:ignore=true: we then stop checking it, and its incidents end.',
      ),
      command === undefined ? null : oneStep('This shows what the address is and how it is tagged:', { command }),
    ),
  'list.quiet': ({ list, command }) => [
    oneStep(
      `Wait: nothing is known from ${list} until it answers again. Addresses keep their last known state. This shows how it is:`,
      { command },
    ),
  ],
  'group.ptr': ({ command }) => [
    oneStep(
      'Look for the one cause first: the reverse zone and its delegation, the zone of the names, or a recent change in the account.',
    ),
    oneStep('Then check one address, and the others when it is in order.', { command }),
  ],
  'group.spf': ({ isNew, command }) => [
    oneStep(
      `${isNew ? 'Publish one record' : 'Change the one record'} so that it covers every sender at once: a change for one address alone leaves the others as they are. This names all of them.`,
      { command: 'npx postwatch incidents --json' },
    ),
    oneStep('Then check one of them.', { command }),
  ],
};
