/** What became of the steps of a trial, as lines on a terminal and as a report for an issue. */

export const OUTCOMES = ['PASS', 'FAIL', 'NOT SUPPORTED BY THIS ENDPOINT', 'NOT TRIED'] as const;

export type StepResult = {
  readonly step: string;
  readonly outcome: (typeof OUTCOMES)[number];
  /** One line: what was seen, or why not. */
  readonly detail: string;
  readonly seconds: number;
};

/** Thrown by a step that this endpoint cannot play. */
export class NotSupported extends Error {
  override readonly name = 'NotSupported';
}

/** Thrown by a step that needs what was not given, or what an earlier step did not leave. */
export class NotTried extends Error {
  override readonly name = 'NotTried';
}

export const exitCodeOf = (results: readonly StepResult[]): 0 | 1 =>
  results.some(({ outcome }) => outcome === 'FAIL') ? 1 : 0;

export const stepLine = ({ step, outcome, detail, seconds }: StepResult): string =>
  `${outcome.padEnd(4)}  ${step} (${seconds} s)${detail === '' ? '' : `: ${detail}`}`;

/**
 * Without what tells whose account it was: account ids, keys, tokens, mail addresses, ids of the API and of allocations, and
 * addresses outside the documentation's ranges.
 */
export const masked = (text: string): string =>
  text
    .replaceAll(/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, '<access key>')
    .replaceAll(/\b\d{12}\b/g, '<account>')
    .replaceAll(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '<mail address>')
    .replaceAll(/\b[a-z0-9]{8,10}(?=\.execute-api\.)/g, '<api>')
    .replaceAll(/\beipalloc-[0-9a-f]+\b/g, '<allocation>')
    .replaceAll(/\b(?!(?:192\.0\.2|198\.51\.100|203\.0\.113|127\.0\.0)\.)(?:\d{1,3}\.){3}\d{1,3}\b/g, '<address>')
    .replaceAll(
      /\b(?!2001:db8:)(?:[0-9a-f]{1,4}:){2,7}(?:[0-9a-f]{1,4}|:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?)/g,
      '<address>',
    )
    .replaceAll(/\bec2-\d+-\d+-\d+-\d+\b/g, 'ec2-<address>')
    .replaceAll(/\bZ[A-Z0-9]{12,}\b/g, '<zone>');

/** `facts`: versions, Region and the like; nothing of the account. */
export function reportOf(facts: Readonly<Record<string, string>>, results: readonly StepResult[]): string {
  const count = (outcome: StepResult['outcome']): string =>
    `${results.filter((one) => one.outcome === outcome).length} ${outcome}`;
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
  return masked(
    [
      '### Postwatch trial',
      ...Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`),
      `- ${OUTCOMES.map(count).join(', ')}`,
      '',
      '| step | outcome | seconds | detail |',
      '| --- | --- | --- | --- |',
      ...results.map(
        ({ step, outcome, seconds, detail }) => `| ${cell(step)} | ${outcome} | ${seconds} | ${cell(detail)} |`,
      ),
    ].join('\n'),
  );
}

const MOST_DETAIL = 300;
const UNSUPPORTED =
  /\b(InvalidAction|UnknownAction|UnsupportedOperation|UnknownOperationException|NotImplemented|not implemented|not supported)\b/i;

/** `isStandIn`: of AWS itself, what is refused is a fault of ours. */
export function judgedError(error: unknown, isStandIn: boolean): Pick<StepResult, 'outcome' | 'detail'> {
  const text = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(-MOST_DETAIL);
  if (error instanceof NotTried) return { outcome: 'NOT TRIED', detail: text };
  const isMissing = error instanceof NotSupported || UNSUPPORTED.test(text);
  return { outcome: isStandIn && isMissing ? 'NOT SUPPORTED BY THIS ENDPOINT' : 'FAIL', detail: text };
}
