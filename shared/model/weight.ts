/** How a finding weighs, and what it is of. */
export type CheckId = 'ptr' | 'dnsbl' | 'spf';

/** What a finding is of: a check, or how a target came to be watched, which nobody need ask. */
export type FindingCheck = CheckId | 'sender';

export type Status = 'pass' | 'warn' | 'fail' | 'unknown';

/** What a finding costs if nobody acts: `critical` stops mail now, `major` soon or in places, `minor` seldom. */
export type Severity = 'critical' | 'major' | 'minor' | 'info';

/** Of a status or several: each of them. */
export type EachOf<S> = S extends Status ? S : S extends readonly (infer One)[] ? Extract<One, Status> : never;
