/** What was asked when. */
export type LedgerEntry = {
  /** Milliseconds; when the item was last planned. */
  readonly last: number;
  /** Where a thinned list resumes. */
  readonly next: number;
};

/** By item: `ptr`, `spf`, `dnsbl:<list>`, or `group:<home>`, of which only that it is there counts (`homes-ledger.ts`). */
export type Ledger = Readonly<Record<string, LedgerEntry>>;
