/** Closed sets of values that flags take. */
export const FORMATS = ['table', 'json', 'jsonl', 'csv', 'nagios'] as const;

export type OutputFormat = (typeof FORMATS)[number];

/** Worst first. */
export const SEVERITIES = ['critical', 'major', 'minor', 'info'] as const;

export const SORTS = ['target', 'severity', 'since'] as const;
