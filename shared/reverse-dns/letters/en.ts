import { digLine, type Evidence } from '../../model/finding.ts';
import { type LetterFacts, letterLine as line, ptrRecord } from './letter.ts';

const MAX_EVIDENCE = 10;

/** `mail.example.com A: 198.51.100.25 (NOERROR, 2026-11-24T12:00:00.000Z)`, and how to repeat it. Our resolver is our own business. */
const proofs = (evidence: readonly Evidence[]): readonly string[] =>
  evidence
    // A question without an answer shows nothing.
    .filter(({ ttl }) => ttl !== null)
    .slice(0, MAX_EVIDENCE)
    .flatMap((one) => {
      const { question, type, rcode, answers, at } = one;
      const shown = answers.length === 0 ? 'none' : answers.slice(0, 5).join(', ');
      return [
        line(`- ${question} ${type}: ${shown} (${rcode}, ${at})`),
        line(`  ${digLine({ ...one, resolver: '' })}`),
      ];
    });

export function awsLetterEn(facts: LetterFacts): readonly string[] {
  const { address, hostname, evidence, elasticIp } = facts;
  return [
    'Form: https://console.aws.amazon.com/support/contacts?#/rdns-limits (sign in as the root user of the account)',
    line(`AWS account: ${elasticIp?.account ?? '[account id]'}`),
    line(`Region: ${elasticIp?.region ?? '[Region]'}`),
    line(`Allocation id: ${elasticIp?.allocationId ?? '[eipalloc-...]'}`),
    line(`Elastic IP address: ${address.text}`),
    line(`Reverse DNS record: ${hostname}`),
    '',
    'Use case description:',
    'I am [name] and manage the AWS account of [company].',
    line(`We run a mail server at ${address.text}, whose name is ${hostname}.`),
    'It sends [what mail, to whom, how many messages a day]; recipients [how they asked for it, how they can leave].',
    'Bounces and complaints are [how they are handled]; the server is protected against abuse by [authentication, rate limits].',
    'Please remove the email sending limits of this account in this Region, and set the reverse DNS record above.',
    '',
    'DNS as it is now:',
    ...proofs(evidence),
    '',
    'EC2 answered our own request with: [the words of its refusal]',
    '',
    'Contact: [mail address, telephone number]',
  ];
}

export function ispLetterEn(facts: LetterFacts): readonly string[] {
  const { address, hostname, evidence } = facts;
  return [
    line(`Subject: Reverse DNS (PTR record) of ${address.text}`),
    '',
    'Hello,',
    '',
    'I am [name] and run the mail server of [company].',
    'Please set the reverse DNS (PTR record) of an address that you assigned to us.',
    '',
    'Company: [company]',
    'Contact: [name], [telephone number], [mail address]',
    'Contract or line number: [number]',
    '',
    line(`Address: ${address.text}`),
    line(`Host name: ${hostname}`),
    `Record to set: ${ptrRecord(facts)}`,
    '',
    'We send mail from this address. Many receivers refuse mail if the reverse name is missing, generic or does not',
    'resolve back. The forward record is ours.',
    '',
    'DNS as it is now:',
    ...proofs(evidence),
    '',
    'If you can delegate the reverse zone of our range to our name servers (RFC 2317), please tell us how.',
    '',
    'Kind regards,',
    '[name]',
    '[company]',
  ];
}
