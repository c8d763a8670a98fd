/** SPF: a proposal as what to publish or decide next. None of it takes away what the owner wrote. */
import type { RemedyCatalogue, RemedyParams, SpfFlattening, Step } from '../../model/remedy.ts';
import { count, printable } from '../../model/text.ts';
import { allSteps, oneStep } from '../step.ts';

type SpfIds = Extract<keyof RemedyCatalogue, `spf.${string}`>;

export const SPF_EN: Pick<RemedyCatalogue, SpfIds> = {
  'spf.publish': (edit) =>
    allSteps(
      edit.includedLine === undefined ? null : oneStep(`First publish this TXT record: ${edit.includedLine}`),
      edit.isFirst
        ? oneStep(
            `Add every other server and service that sends for ${edit.domain} to the record below: it names only the senders that we know.`,
          )
        : null,
      publishStep(edit),
      edit.left === undefined
        ? null
        : oneStep(
            `Correct the name in ${edit.left}, which this record does not fix, or remove the term once you know that nobody sends by it.`,
          ),
      edit.unseen === undefined
        ? null
        : oneStep(
            `See all TXT values of the name, and keep them. We print no Route 53 command, because ${edit.unseen}, and a command replaces all of them.`,
            { command: edit.see },
          ),
    ),
  'spf.unreadable': ({ domain, count: all, words }) =>
    allSteps(
      oneStep(
        `Correct the ${count(all, 'word')} that we cannot read. We propose no record for ${domain}: without them, somebody whom you named could lose the right to send.`,
      ),
      words.map(({ text, guess }) => oneStep(`${text}: ${guess}`)),
      oneStep('Then check again.'),
    ),
  'spf.over-limit': ({ domain, cost, limit, includes }) => {
    const most = includes.length === 0 ? '' : ` What costs most: ${includes.map(flattened).join('; ')}.`;
    return [
      oneStep(
        `Remove the includes of services that no longer send for ${domain}. No edit fits: the whole SPF record takes ${cost} of ${limit} lookups.${most}`,
      ),
      oneStep('Or send some of the mail from a subdomain with a record of its own.'),
      oneStep(
        'Write an include out as networks ("flattening") only if a machine renews it: it saves the lookups, but the copy goes stale when the service changes its servers.',
      ),
    ];
  },
  'spf.no-proposal': ({ domain, why }) => [
    oneStep(`We propose no record for ${domain}, because no edit of it alone fixes this: ${why}. Settle that first.`),
    oneStep('Then check again.'),
  ],
  'spf.first-record': ({ domain }) => [
    oneStep(
      `Publish a TXT record at ${domain}: "v=spf1 mx ~all" if its MX hosts send its mail, with an ip4: or ip6: term for every other server; "v=spf1 -all" if nothing sends for it.`,
    ),
    oneStep(`Then check each address with --domain ${domain}.`),
  ],
  'spf.missing-domain': ({ domain, below, line }) => [
    oneStep(
      `Correct the name where you wrote it (--domain, the tag postwatch:domains, or the settings). Nothing can be fixed at ${domain} while it does not exist.`,
    ),
    below === null
      ? oneStep('If the name is right, it is not registered, or no longer delegated: look at its registrar.')
      : oneStep(
          `If the name is right and ${below} is yours, publish a record that makes it exist${line === null ? '' : `: ${line}`}.`,
        ),
  ],
  'spf.ask-again': ({ domain, command }) => [
    oneStep(`Repeat the question: nothing is known about SPF of ${domain} now.`, { command }),
    oneStep('If it keeps failing, the name servers of that name, or the way to them, are at fault.'),
  ],
  'spf.near-limit': ({ limit, dearest }) => [
    oneStep(
      `Remove includes of services that no longer send your mail.${dearest.length === 0 ? '' : ` What costs most: ${dearest.join(', ')}.`}`,
    ),
    oneStep(`Write hosts as ip4: or ip6: terms, which cost no lookup. Beyond ${limit}, receivers answer permerror.`),
  ],
  'spf.wide': ({ terms, domain }) => [
    oneStep(`Replace ${terms} by the networks that you send from. Now, anybody in them passes SPF for ${domain}.`),
  ],
  'spf.plus-all': ({ term, within, domain }) => [
    oneStep(`Replace "${term}"${within === null ? '' : ` (in the record of ${within})`} by "~all".`),
    oneStep(`Replace "~all" by "-all" once every server that sends for ${domain} is listed.`),
  ],
  'spf.ptr-term': ({ term }) => [
    oneStep(
      `Replace "${term}" by ip4: and ip6: terms for the servers that it means: it is slow, counts as a lookup, and some receivers ignore it.`,
    ),
  ],
  'spf.long': ({ domain }) => [
    oneStep(
      `Shorten the record of ${domain}: drop what no longer sends, join neighbouring networks, or move a part to an include of your own.`,
    ),
  ],
  'spf.missing-space': () => [
    oneStep('End the first string with a space: DNS joins the strings of a TXT record with nothing between them.'),
  ],
  'spf.dead-include': ({ terms }) => [
    oneStep(`Remove ${terms} or have the record there repaired: a receiver that gets that far answers permerror.`),
  ],
  'spf.dead-term': ({ limit }) => [
    oneStep(
      `Correct the name, or remove the term if the host is gone. Receivers allow ${limit} lookups without an answer (void lookups), and answer permerror beyond that.`,
    ),
  ],
  'spf.ignored': () => [
    oneStep('Write "all" as the last term: whoever was to send by a term behind it cannot.'),
    oneStep('Use redirect= only in a record without "all".'),
    oneStep('Write mechanisms with a colon.'),
  ],
  'spf.type99': ({ domain }) => [
    oneStep(
      `Delete the record of type SPF at ${domain}: receivers read only TXT (RFC 7208 section 3.1), and a second copy goes stale unnoticed.`,
    ),
  ],
  'spf.include-changed': ({ names, domain }) => [
    oneStep(
      `Read what ${names} publishes now, and check that it still covers what sends for ${domain} and nothing else.`,
    ),
  ],
};

function publishStep(edit: RemedyParams['spf.publish']): Step {
  const { domain, changes, senders, cost, limit, line, command } = edit;
  const who =
    senders === 0
      ? 'the record is sound'
      : senders === 1
        ? 'its one known sender passes'
        : `all ${senders} known senders pass`;
  const proved = `(${changes}; evaluated: ${who}, the whole record takes ${cost} of ${limit} lookups)`;
  return oneStep(`Publish this TXT record as the only SPF record of ${domain} ${proved}: ${line}${along(edit)}`, {
    command,
  });
}

/** The command replaces all TXT values of the name, so it carries the others along. */
function along({ command, neighbours }: RemedyParams['spf.publish']): string {
  if (command === undefined || neighbours === 0) return '';
  return ` The command replaces all TXT values of the name, so it carries along the other ${neighbours === 1 ? 'one' : neighbours} that we saw; do not run it if they have changed since.`;
}

function flattened({ text, cost, networks, octets, whole }: SpfFlattening): string {
  const parts = whole ? '' : ', and parts that cannot be written out';
  return `${printable(text, 80)} (${count(cost, 'lookup')}; written out: ${count(networks, 'network')}, ${octets} octets${parts})`;
}
