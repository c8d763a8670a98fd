/**
 * What to do about a finding, as data: which advice, and what it needs to know of the case. A language's catalogue
 * (`shared/remedies/`) makes steps of it. Commands, records and addresses of pages are the same in every language, so they
 * are made where the finding is made, and every one of them has passed there what keeps a hostile name out of a shell.
 */
import type { Text } from './language.ts';
import type { Expiry, Removal } from './removal.ts';

/** What may go with any advice. `checkedOn`: the day (ISO) on which it was last compared with its source. */
export type RemedyFacts = { readonly command?: string; readonly url?: string; readonly checkedOn?: string };

/** What a listing is of, and how it ends. */
type Entry = RemedyFacts & {
  readonly of: 'address' | 'domain';
  readonly removal?: Removal;
  readonly expiry?: Expiry;
  /** Little is documented about the list: one should look before one acts. */
  readonly obscure?: true;
};

/** What is in DNS under the name that an address is to have; `none`: no such name is known. */
export type ForwardPlace =
  | { readonly kind: 'none'; readonly line: string; readonly example: string; readonly searched: boolean }
  | { readonly kind: 'here' | 'shared'; readonly name: string; readonly address: string; readonly guess: boolean }
  | {
      readonly kind: 'free' | 'taken' | 'unknown';
      readonly name: string;
      readonly line: string;
      readonly guess: boolean;
    };

/** Who can set a PTR record: EC2 for its own addresses, AWS alone in GovCloud, else anyone who holds the address. */
export type ReverseSetter = 'elastic-ip' | 'maybe-elastic-ip' | 'govcloud' | 'holder-of-ip6';

type SetReverse = RemedyFacts & {
  readonly forward: ForwardPlace;
  readonly setter: ReverseSetter;
  readonly address: string;
  readonly name: string;
  /** The command does not name the Region, since it is not known. */
  readonly regionOpen: boolean;
};

export type SpfFlattening = {
  readonly text: string;
  /** Lookups saved by writing out what the include holds. */
  readonly cost: number;
  readonly networks: number;
  readonly octets: number;
  /** False where a part of it (a, mx, exists, macros) cannot be written out as networks. */
  readonly whole: boolean;
};

export type RemedyParams = {
  readonly 'dnsbl.info': Entry;
  readonly 'dnsbl.listed': Entry;
  /** `reverse`: the command that says which reverse name the address should have. */
  readonly 'dnsbl.policy': Entry & { readonly reverse?: string };
  readonly 'dnsbl.refused-key': RemedyFacts & { readonly variable: string; readonly parameter: string };
  readonly 'dnsbl.refused-unregistered': RemedyFacts & { readonly operator: string };
  /** `key`: there is the same data for those who have one. */
  readonly 'dnsbl.refused-resolver': RemedyFacts & {
    readonly key?: {
      readonly operator: string;
      readonly variable: string;
      readonly store: string;
      readonly page?: string;
    };
  };
  readonly 'dnsbl.dead': RemedyFacts & { readonly list: string };
  readonly 'dnsbl.unreachable': RemedyFacts;
  readonly 'dnsbl.not-asked': RemedyFacts;
  readonly 'dnsbl.unproven': RemedyFacts & { readonly list: string };
  readonly 'dnsbl.unrecognised': RemedyFacts;

  readonly 'ptr.set': SetReverse;
  readonly 'ptr.set-own-name': SetReverse;
  readonly 'ptr.set-forward': RemedyFacts & {
    /** Where the record is to be published, and in whose zone. */
    readonly zone: string;
    readonly line: string;
    /** The name whose CNAME points there. */
    readonly alias?: string;
    /** It has other addresses. */
    readonly others: boolean;
    /** What to have instead, if that name is someone else's: null where it is the same, a name of null where none is known. */
    readonly instead: { readonly name: string | null } | null;
  };
  readonly 'ptr.ask-again': RemedyFacts;
  /** `drop`: some of those that are too many; `more` of them are not named. */
  readonly 'ptr.keep-one': RemedyFacts & {
    readonly keep: string | null;
    readonly drop: readonly string[];
    readonly more: number;
  };
  readonly 'ptr.greet-as': RemedyFacts & { readonly name: string; readonly address: string };
  readonly 'ptr.reset-first': RemedyFacts;
  readonly 'ptr.follow-ec2': RemedyFacts;
  readonly 'ptr.publish-delegated': RemedyFacts & {
    readonly forward: ForwardPlace;
    readonly asked: string;
    readonly name: string;
    readonly isExample: boolean;
  };
  readonly 'ptr.add-final-dot': RemedyFacts & {
    readonly asked: string;
    readonly meant: string;
    readonly address: string;
  };
  readonly 'ptr.use-canonical': RemedyFacts & { readonly alias: string; readonly end: string };
  readonly 'ptr.set-wanted': RemedyFacts & { readonly line: string };

  /** `see`: the command that shows the TXT records of the name, where `unseen` says why none may be printed that sets them. */
  readonly 'spf.publish': RemedyFacts & {
    readonly domain: string;
    readonly line: string;
    readonly includedLine?: string;
    readonly changes: Text;
    readonly senders: number;
    readonly cost: number;
    readonly limit: number;
    readonly isFirst: boolean;
    readonly left?: Text;
    readonly unseen?: Text;
    readonly see: string;
    readonly neighbours: number;
  };
  readonly 'spf.unreadable': RemedyFacts & {
    readonly domain: string;
    readonly count: number;
    /** `guess`: what a word may have meant; null where nobody can tell. */
    readonly words: readonly { readonly text: string; readonly guess: Text | null }[];
  };
  readonly 'spf.over-limit': RemedyFacts & {
    readonly domain: string;
    readonly cost: number;
    readonly limit: number;
    readonly includes: readonly SpfFlattening[];
  };
  readonly 'spf.no-proposal': RemedyFacts & { readonly domain: string; readonly why: Text };
  readonly 'spf.first-record': RemedyFacts & { readonly domain: string };
  /** `below`: the domain above it that exists; `line`: the record that would make the name exist. */
  readonly 'spf.missing-domain': RemedyFacts & {
    readonly domain: string;
    readonly below: string | null;
    readonly line: string | null;
  };
  readonly 'spf.ask-again': RemedyFacts & { readonly domain: string };
  readonly 'spf.near-limit': RemedyFacts & { readonly limit: number; readonly dearest: readonly string[] };
  readonly 'spf.wide': RemedyFacts & { readonly terms: string; readonly domain: string };
  readonly 'spf.plus-all': RemedyFacts & {
    readonly term: string;
    readonly within: string | null;
    readonly domain: string;
  };
  readonly 'spf.ptr-term': RemedyFacts & { readonly term: string };
  readonly 'spf.long': RemedyFacts & { readonly domain: string };
  readonly 'spf.missing-space': RemedyFacts;
  readonly 'spf.dead-include': RemedyFacts & { readonly terms: string };
  readonly 'spf.dead-term': RemedyFacts & { readonly limit: number };
  readonly 'spf.ignored': RemedyFacts;
  readonly 'spf.type99': RemedyFacts & { readonly domain: string };
  readonly 'spf.include-changed': RemedyFacts & { readonly names: string; readonly domain: string };

  readonly 'resolver.contradicted': RemedyFacts & { readonly resolver: string | null };
  readonly 'resolver.impossible': RemedyFacts;
  readonly 'resolver.doubted': RemedyFacts;

  readonly 'sender.ground-gone': RemedyFacts;
  readonly 'list.quiet': RemedyFacts & { readonly list: string };
  readonly 'group.ptr': RemedyFacts;
  readonly 'group.spf': RemedyFacts & { readonly isNew: boolean };
};

export type RemedyId = keyof RemedyParams;

export type RemedyOf<Id extends RemedyId> = { [K in Id]: { readonly id: K; readonly with: RemedyParams[K] } }[Id];

/** Advice in the words in which an earlier version kept it: English, and no steps. */
export type WrittenRemedy = RemedyFacts & { readonly text: string };

export type Remedy = RemedyOf<RemedyId> | WrittenRemedy;

/** One act: in words, the DNS record to publish, the command that does it, the page on which it is done. */
export type Step = {
  readonly text: string;
  readonly record?: string;
  readonly command?: string;
  readonly url?: string;
};

/** The words of one language. One that has no words for a remedy does not compile. */
export type RemedyCatalogue = { readonly [Id in RemedyId]: (params: RemedyParams[Id]) => readonly Step[] };
