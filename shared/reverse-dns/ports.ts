/**
 * What setting a reverse name needs of the world: Elastic IPs (EC2), public hosted zones (Route 53), DNS, the clock, and a
 * log in which every write is with its caller. What AWS refuses is a value with AWS's own words; a port throws for bugs
 * only.
 */
import type { Resolver } from '../dns/answer.ts';
import type { Clock } from '../model/clock.ts';

/** What AWS said instead of an answer. */
export type CallRefusal = {
  readonly ok: false;
  /**
   * `denied`: a policy says no; `missing`: there is no such thing; `conflict`: someone else changed it since it was read;
   * `busy`: worth trying again soon (throttled, `PriorRequestNotComplete`, a fault of theirs, no connection); `refused`:
   * anything else.
   */
  readonly kind: 'denied' | 'missing' | 'conflict' | 'busy' | 'refused';
  /** AWS's word for it: `UnauthorizedOperation`. */
  readonly code: string;
  /** AWS's message, verbatim. */
  readonly message: string;
};

export type Outcome<T> = { readonly ok: true; readonly value: T } | CallRefusal;

/** DescribeAddresses. */
export type Allocation = {
  readonly allocationId: string;
  /** Dotted decimal. */
  readonly publicIp: string;
  readonly region: string;
  /** Empty where it is not known. */
  readonly account: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The AWS service that manages it (`alb`, `nlb`, `rnat`, `rds`); null for the account's own. */
  readonly serviceManaged: string | null;
  /** The pool that it comes from: `amazon`, or `ipv4pool-ec2-...` of addresses that were brought along (BYOIP). */
  readonly pool: string;
};

/** DescribeAddressesAttribute, attribute `domain-name`. */
export type PtrAttribute = {
  /** What EC2 has applied, as EC2 gives it (with a trailing dot); null: nothing. */
  readonly ptrRecord: string | null;
  /** What EC2 was asked for and has not applied; null: nothing. */
  readonly update: PtrUpdate | null;
};

export type PtrUpdate = {
  readonly value: string;
  /** `PENDING` is the only documented one. */
  readonly status: string;
  readonly reason: string;
};

/** The Elastic IPs of one account and Region. */
export type ElasticIps = {
  readonly region: string;
  /** By address or by allocation id; `missing` where this account and Region has none such. */
  readonly find: (addressOrAllocationId: string) => Promise<Outcome<Allocation>>;
  readonly ptr: (allocationId: string) => Promise<Outcome<PtrAttribute>>;
  /** ModifyAddressAttribute. */
  readonly setPtr: (allocationId: string, hostname: string) => Promise<Outcome<PtrAttribute>>;
  /** ResetAddressAttribute. */
  readonly resetPtr: (allocationId: string) => Promise<Outcome<PtrAttribute>>;
};

/** Names are canonical: lower case, without the trailing dot. */
export type HostedZone = {
  /** Without `/hostedzone/`. */
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  /** Its delegation set: the servers that Route 53 gave to it. */
  readonly nameServers: readonly string[];
};

export type RecordSet = {
  readonly name: string;
  readonly type: string;
  /** Seconds; null for an alias. */
  readonly ttl: number | null;
  readonly values: readonly string[];
  /** Resolves to another AWS resource instead of having values. */
  readonly isAlias: boolean;
  /** It is one of several of its name and type (weighted, latency, failover, multivalue, ...). */
  readonly isRouted: boolean;
};

/** ChangeResourceRecordSets, in Route 53's own shape: printed as it is sent. */
export type ChangeBatch = {
  readonly Comment: string;
  readonly Changes: readonly {
    readonly Action: 'CREATE' | 'UPSERT';
    readonly ResourceRecordSet: {
      readonly Name: string;
      readonly Type: 'A';
      readonly TTL: number;
      readonly ResourceRecords: readonly { readonly Value: string }[];
    };
  }[];
};

/** The hosted zones of one account. */
export type HostedZones = {
  /** Every zone of exactly this name, private ones too: several may have it. */
  readonly named: (name: string) => Promise<Outcome<readonly HostedZone[]>>;
  readonly get: (zoneId: string) => Promise<Outcome<HostedZone>>;
  /** Every record set of exactly this name, whatever its type. */
  readonly recordSets: (zoneId: string, name: string) => Promise<Outcome<readonly RecordSet[]>>;
  /** The id of the change. */
  readonly change: (zoneId: string, batch: ChangeBatch) => Promise<Outcome<string>>;
  readonly changeStatus: (changeId: string) => Promise<Outcome<'PENDING' | 'INSYNC'>>;
};

/** One write, before it is sent and after it was answered: a crash in between leaves the first. */
export type WriteEntry = {
  readonly level: 'info' | 'error';
  readonly message: string;
  readonly caller: string;
  /** `ec2:ModifyAddressAttribute`, as IAM names it. */
  readonly call: string;
  /** Allocation id or zone id. */
  readonly resource: string;
  readonly address: string;
  readonly hostname: string;
  /** Null before it is sent; then `accepted`, or AWS's word for the refusal. */
  readonly outcome: string | null;
};

export type Ports = {
  readonly elasticIps: ElasticIps;
  readonly zones: HostedZones;
  /**
   * A public resolver: one inside a VPC may answer from a private zone. Name servers are asked through it too (`server`).
   */
  readonly resolver: Resolver;
  /** Of name servers; 53 except in the sandbox. */
  readonly nameServerPort?: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: (entry: WriteEntry) => void;
};
