/** SPF: a proposal as what to publish or decide next. None of it removes what the owner wrote. */
import type { RemedyCatalogue, RemedyParams, SpfFlattening, Step } from '../../model/remedy.ts';
import { count, printable } from '../../model/text.ts';
import { allSteps, oneStep } from '../step.ts';

type SpfIds = Extract<keyof RemedyCatalogue, `spf.${string}`>;

export const SPF_EN: Pick<RemedyCatalogue, SpfIds> = {
  'spf.publish': (edit) =>
    allSteps(
      edit.includedLine === undefined ? null : oneStep('First publish this TXT record.', { record: edit.includedLine }),
      edit.isFirst
        ? oneStep(
            `Add every other server and service that sends for ${edit.domain} to the record below. It lists only the senders that we know.`,
          )
        : null,
      publishSteps(edit),
      edit.left === undefined
        ? null
        : oneStep(
            `This record does not fix these terms. Correct their names, or remove a term once you know that nothing sends by it. ${edit.left.en}`,
          ),
      edit.unseen === undefined
        ? null
        : oneStep(
            `List all TXT values of the name, and keep them. A Route 53 command replaces all of them, so we print none. ${edit.unseen.en}`,
            { command: edit.see },
          ),
      edit.senders === 0
        ? null
        : oneStep(
            'If one of the servers that send is not yours, stop its mail. Then check whether an account or a server was broken into.',
          ),
    ),
  'spf.unreadable': ({ domain, count: all, words }) =>
    allSteps(
      oneStep(
        `Correct the ${count(all, 'term')} that we cannot read. We propose no record for ${domain}, because a server that you listed could lose the right to send.`,
      ),
      words.map(({ text, guess }) => oneStep(`Correct ${text}. ${guess?.en ?? 'We cannot tell what it means.'}`)),
      oneStep('Then check again.'),
    ),
  'spf.over-limit': ({ domain, cost, limit, includes }) => {
    const most = includes.length === 0 ? '' : ` Most lookups: ${includes.map(flattened).join(', ')}.`;
    return [
      oneStep(
        `Remove the includes of services that no longer send for ${domain}. The whole SPF record takes ${cost} DNS lookups, and ${limit} are allowed.${most}`,
      ),
      oneStep('Or send some of the mail from a subdomain with a record of its own.'),
      oneStep(
        'Replace an include with its networks ("flattening") only if a program keeps them up to date. The copy is wrong as soon as the service changes its servers.',
      ),
    ];
  },
  'spf.no-proposal': ({ domain, why }) => [
    oneStep(`Editing the record of ${domain} does not fix this, so we propose none. Fix the cause first. ${why.en}`),
    oneStep('Then check again.'),
  ],
  'spf.first-record': ({ domain }) => [
    oneStep(
      `If ${domain} sends mail, publish a TXT record that lists every server. This example allows its MX hosts. Add an ip4: or ip6: term for every other server.`,
      { record: '"v=spf1 mx ~all"' },
    ),
    oneStep(`If ${domain} sends no mail, publish this TXT record.`, { record: '"v=spf1 -all"' }),
    oneStep(`Then check each sending address with --domain ${domain}.`),
  ],
  'spf.missing-domain': ({ domain, below, line }) => [
    oneStep(
      `Check the spelling of ${domain} where you entered it (--domain, the tag postwatch:domains, or the settings file). The domain does not exist.`,
    ),
    below === null
      ? oneStep(
          'If the spelling is right, the domain is not registered, has expired, or is no longer delegated. Check it at the registrar.',
        )
      : oneStep(`If the spelling is right and you manage ${below}, publish a record at this name.`, {
          record: line ?? undefined,
        }),
  ],
  'spf.ask-again': ({ domain, command }) => [
    oneStep(`Do not change any settings. At the moment, nothing is known about SPF of ${domain}.`),
    oneStep('Repeat the lookup.', { command }),
    oneStep('If it keeps failing, check the name servers of that name, and the resolver that you use.'),
  ],
  'spf.near-limit': ({ limit, dearest }) => [
    oneStep(
      `Remove includes of services that no longer send your mail.${dearest.length === 0 ? '' : ` Most lookups: ${dearest.join(', ')}.`}`,
    ),
    oneStep(
      `Write hosts as ip4: or ip6: terms, which take no lookup. Above ${limit} lookups, receivers answer permerror.`,
    ),
  ],
  'spf.wide': ({ terms, domain }) => [
    oneStep(
      `Replace ${terms} with the networks that you send from. At the moment, any server in those networks passes SPF for ${domain}.`,
    ),
  ],
  'spf.plus-all': ({ term, within, domain }) => [
    oneStep(`List every server that sends for ${domain} in the SPF record.`),
    oneStep(`Replace "${term}"${within === null ? '' : ` in the record of ${within}`} with "~all" or "-all".`),
  ],
  'spf.ptr-term': ({ term }) => [
    oneStep(
      `Replace "${term}" with ip4:, ip6: or a: terms for the same servers. It is slow, takes a lookup, and some receivers ignore it.`,
    ),
  ],
  'spf.long': ({ domain }) => [
    oneStep(
      `Shorten the record of ${domain}. Remove terms that you no longer use, combine neighboring networks, or move a part to an include of your own.`,
    ),
  ],
  'spf.missing-space': () => [
    oneStep('End the first string with a space. DNS joins the strings of a TXT record as they are.'),
  ],
  'spf.dead-include': ({ terms }) => [
    oneStep(
      `Remove ${terms}, or ask its operator to repair the record there. A receiver that evaluates it answers permerror.`,
    ),
  ],
  'spf.dead-term': ({ limit }) => [
    oneStep(
      `Correct the name, or remove the term if the host no longer exists. Receivers allow ${limit} lookups that find nothing (void lookups), and then answer permerror.`,
    ),
  ],
  'spf.ignored': () => [
    oneStep('Write "all" as the last term. Terms after it have no effect.'),
    oneStep('Use redirect= only in a record without "all".'),
    oneStep('Write a colon between a mechanism and its value.'),
  ],
  'spf.type99': ({ domain }) => [
    oneStep(`Delete the record of type SPF at ${domain}. Receivers read only TXT records (RFC 7208, section 3.1).`),
  ],
  'spf.include-changed': ({ names, domain }) => [
    oneStep(
      `Check what ${names} publishes now. If you did not expect the change, ask the provider whether it still covers what sends for ${domain}.`,
    ),
  ],
};

function publishSteps(edit: RemedyParams['spf.publish']): readonly Step[] {
  const { domain, changes, senders, cost, limit, line, command } = edit;
  const who =
    senders === 0
      ? ''
      : senders === 1
        ? ' We evaluated it: the one known sender passes.'
        : ` We evaluated it: all ${senders} known senders pass.`;
  return allSteps(
    oneStep(
      `Publish the TXT record below as the only SPF record of ${domain}. Changes: ${changes.en}.${who} It takes ${cost} of ${limit} DNS lookups.`,
      { record: line },
    ),
    command === undefined
      ? null
      : oneStep(
          `If you use Route 53, replace YOUR_ZONE_ID with the ID of the hosted zone and run this command.${along(edit)}`,
          { command },
        ),
  );
}

/** The command replaces all TXT values of the name, so it holds the others too. */
function along({ neighbours }: RemedyParams['spf.publish']): string {
  if (neighbours === 0) return '';
  return ` It replaces all TXT values of the name, so it includes the other ${neighbours === 1 ? 'one' : neighbours} that we saw. Do not run it if they have changed since.`;
}

function flattened({ text, cost, networks, octets, whole }: SpfFlattening): string {
  const parts = whole ? '' : ', and parts that are not networks';
  return `${printable(text, 80)} (${count(cost, 'lookup')}, or ${count(networks, 'network')} of ${octets} bytes${parts})`;
}
