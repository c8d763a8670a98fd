/** Whom a diagnosis is about: what the text names, and what the reader knows. */
import type { Diagnosis } from '../bounce/diagnosis.ts';
import type { KnownSender } from '../bounce/remedies.ts';

/** What the reader knows and a text seldom says; it is above what the text names. */
export type Sender = {
  readonly ip?: string;
  readonly domain?: string;
  /** Those of the watch, by address. */
  readonly elasticIps?: ElasticIpsByAddress;
};

export type ElasticIpsByAddress = ReadonlyMap<string, NonNullable<KnownSender['elasticIp']>>;

export type DiagnosedSender = {
  readonly ip: string | undefined;
  /** As which it was sent, and so who answers for it. */
  readonly domain: string | undefined;
  /** The domain in From. */
  readonly headerFrom: string | undefined;
  /** The domain that the refusal itself is about. */
  readonly refused: string | undefined;
  /** Where `domain` comes from: SPF judges MAIL FROM, and only that. */
  readonly basis: 'mail-from' | 'words' | 'header-from';
};

/** What the reader names is above all; MAIL FROM above a host in the words, which may be a greeting; From comes last. */
export function subjectOf({ ip, sentFrom, host, mailFrom, headerFrom }: Diagnosis, sender: Sender): DiagnosedSender {
  const known = sender.domain ?? mailFrom;
  const domain = known ?? host ?? headerFrom;
  return {
    ip: sender.ip ?? ip ?? sentFrom,
    domain,
    headerFrom: sender.domain ?? headerFrom ?? domain,
    refused: sender.domain ?? host,
    basis: known !== undefined ? 'mail-from' : host !== undefined ? 'words' : 'header-from',
  };
}
