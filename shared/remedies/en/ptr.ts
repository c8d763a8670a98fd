/**
 * Reverse DNS. The forward record comes first: EC2 wants it before the reverse name, and receivers do not believe a name that does
 * not resolve back.
 */
import type { ForwardPlace, RemedyCatalogue, RemedyParams, Step } from '../../model/remedy.ts';
import { allSteps, oneStep, POSTFIX_OVER_IPV4 } from '../step.ts';

type PtrIds = Extract<keyof RemedyCatalogue, `ptr.${string}`>;

export const PTR_EN: Pick<RemedyCatalogue, PtrIds> = {
  'ptr.set': (params) => allSteps(forwardStep(params.forward), setSteps(params)),
  'ptr.set-own-name': (params) => allSteps(forwardStep(params.forward), setSteps(params)),
  'ptr.set-forward': ({ zone, line, alias, others, instead }) => {
    const of = alias === undefined ? '' : ` ${alias} is an alias of that name.`;
    const beside = others ? ' Keep the other addresses of the name, unless they are old.' : '';
    return allSteps(
      oneStep(`Publish this record in the zone of ${zone}.${of}${beside}`, { record: line }),
      instead === null
        ? null
        : oneStep(`If that name is not yours, have the PTR record changed to ${instead.name ?? 'your own host name'}.`),
    );
  },
  'ptr.ask-again': ({ command }) => [
    oneStep('Change nothing: without an answer there is no verdict.'),
    oneStep('Look it up again.', { command }),
    oneStep('If it keeps failing, check the name servers of that zone and the resolver that you use.'),
  ],
  'ptr.keep-one': ({ keep, drop, more }) => {
    const names = `${drop.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    return [
      oneStep(
        `Keep one PTR record${keep === null ? '' : `, ${keep}`}. A receiver uses any of them, so its verdict can change from mail to mail.`,
      ),
      oneStep(
        `Delete the others (${names}) in the reverse zone, if it is delegated to you. If not, ask the provider to delete them.`,
      ),
    ];
  },
  'ptr.greet-as': ({ name, address, command }) => [
    oneStep(`Set the HELO name of the server to ${name}. For Postfix:`, { command }),
    oneStep(`Or publish an address record of the HELO name for ${address}, and have the PTR record changed to it.`),
  ],
  'ptr.reset-first': ({ command, url }) => [
    oneStep(
      'Nothing needs to be done. Before you release the address, reset its reverse DNS: EC2 does not release an Elastic IP that has one.',
      { command, url },
    ),
  ],
  'ptr.follow-ec2': ({ command, url }) => [
    oneStep('See whether EC2 still has an update pending (PtrRecordUpdate), and why.', { command, url }),
    oneStep('If none is pending, set the name again, or open an AWS support case.'),
  ],
  'ptr.publish-delegated': ({ forward, asked, name, isExample, command }) => [
    forwardStep(forward),
    oneStep(
      `Publish a PTR record at ${asked}, in the zone it is delegated to, which is usually your own.${isExample ? ` Put your own host name for ${name}.` : ''}`,
      { record: `${asked}. 300 IN PTR ${name}.` },
    ),
    oneStep(
      'See whose name servers the zone has. Your provider has delegated the name and can do no more, so write to it only if none of them is yours.',
      { command },
    ),
  ],
  'ptr.add-final-dot': ({ asked, meant, address }) => [
    oneStep(
      `Correct the PTR record at ${asked}. In a zone file the name needs its final dot. In a panel that adds the zone itself, enter the name as it asks for it. If the zone is your provider's, write to it.`,
      { record: `${asked}. 300 IN PTR ${meant}.` },
    ),
    oneStep(`Check that ${meant} resolves to ${address}.`),
  ],
  'ptr.use-canonical': ({ alias, end }) => [
    oneStep(
      `Have the PTR record changed to ${end}, or give ${alias} an address record of its own in place of its CNAME. Some receivers, and EC2's own tools, do not accept an alias.`,
    ),
  ],
  'ptr.set-wanted': ({ line, command, url }) => [
    oneStep('Publish this forward record, if it is not there yet.', { record: line }),
    oneStep('Set the reverse DNS.', { command, url }),
    oneStep('If the name in the tag postwatch:ptr is old, change the tag instead.'),
  ],
};

/** What DNS has at the name decides what is to be done, so that no other host's record is touched. */
function forwardStep(place: ForwardPlace): Step {
  switch (place.kind) {
    case 'none': {
      const why = place.searched ? ' We found no free one below your domain.' : '';
      return oneStep(
        `Publish a forward record, if it is not there yet. Put your own host name for ${place.example}.${why}`,
        { record: place.line },
      );
    }
    case 'here':
      return oneStep(`The forward record is there: ${place.name} resolves to ${place.address}.${guess(place)}`);
    case 'shared':
      return oneStep(
        `The forward record is there: ${place.name} resolves to ${place.address}. Keep its other addresses as they are.`,
      );
    case 'free':
      return oneStep(`Publish this forward record, if it is not there yet.${guess(place)}`, { record: place.line });
    case 'taken':
      return oneStep(
        `Choose another name: ${place.name} resolves to another address or is an alias (CNAME). If that record is old, replace it with this one.`,
        { record: place.line },
      );
    case 'unknown':
      return oneStep(
        `Make sure that no other host uses ${place.name}, which we could not look up. Then publish this forward record.${guess(place)}`,
        { record: place.line },
      );
  }
}

const guess = (place: { readonly guess: boolean }): string =>
  place.guess ? ' The name is our guess: any free host name of your own will do.' : '';

const askHolder = (address: string, name: string): string =>
  `set it in the provider's console, or write to the provider or ISP: "Please set the reverse DNS (PTR record) of ${address} to ${name}."`;

function setSteps({ setter, address, name, regionOpen, command, url }: RemedyParams['ptr.set']) {
  switch (setter) {
    case 'govcloud':
      return [
        oneStep(`Open a support case with the address and the name: in AWS GovCloud only AWS sets reverse DNS.`, {
          url,
        }),
      ];
    case 'elastic-ip':
      return [
        oneStep(`Set the PTR record to that name. EC2 needs the forward record first.`, { command, url }),
        oneStep('Or let Postwatch set both and check the result.', {
          command: `npx postwatch reverse-dns ${address} ${name}`,
        }),
      ];
    case 'maybe-elastic-ip':
      return [
        oneStep(
          `If it is an Elastic IP, run this command${regionOpen ? ' in its Region' : ''}. EC2 needs the forward record first.`,
          { command, url },
        ),
        oneStep(`If it is not an Elastic IP, ${askHolder(address, name)}`),
      ];
    case 'holder-of-ip6':
      return [
        oneStep(
          `The PTR record is in the ip6.arpa zone of the network that assigned the address. ${capital(askHolder(address, name))}`,
        ),
        oneStep(
          'On AWS, Elastic IPs are IPv4 only, and AWS documents no way to set the PTR record of an IPv6 address that it assigned. For a block that you brought yourself, set it in its reverse zone once that is delegated to you.',
          { url },
        ),
        oneStep('If AWS assigned the address, send over IPv4. For Postfix, run this.', { command: POSTFIX_OVER_IPV4 }),
      ];
  }
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
