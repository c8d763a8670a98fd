/** What was asked when. */
export type LedgerEntry = {
  /** Milliseconds; when the item was last planned. */
  readonly last: number;
  /** Where a list resumes that is not asked about every target in every pass. */
  readonly next: number;
  /** Targets that such a list is asked about in every pass all the same: their problem there is open, or about to open or clear. */
  readonly open?: readonly string[];
};

/** By item: `ptr`, `spf`, `dnsbl:<list>`, or `group:<home>`, of which only that it is there counts (`homes-ledger.ts`). */
export type Ledger = Readonly<Record<string, LedgerEntry>>;

export const listItem = (list: string): string => `dnsbl:${list}`;
