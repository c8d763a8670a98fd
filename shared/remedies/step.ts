import { defined } from '../model/defined.ts';
import type { RemedyParams, Step } from '../model/remedy.ts';

/** Where a step may lead: what is not there is left out. */
export type StepPlace = {
  readonly record?: string | undefined;
  readonly command?: string | undefined;
  readonly url?: string | undefined;
};

/** One act in words, with what it publishes, and the command or the page that does it. */
export const oneStep = (text: string, { record, command, url }: StepPlace = {}): Step => ({
  text,
  ...defined({ record, command, url }),
});

/** Both delivery agents and the daemon read it: https://www.postfix.org/postconf.1.html. */
export const POSTFIX_OVER_IPV4 = 'postconf -P smtp/unix/inet_protocols=ipv4 && postfix reload';

/** What a list of acts may hold or not. */
export const allSteps = (...parts: readonly (Step | readonly Step[] | null)[]): readonly Step[] =>
  parts.flatMap((part) => part ?? []);

/** Of an entry that bothers nobody: there is nothing to do on the way to its end. */
export const onlyWaits = ({ removal }: RemedyParams['dnsbl.info']): boolean =>
  removal === undefined || (removal.kind === 'wait' && removal.needs === undefined);
