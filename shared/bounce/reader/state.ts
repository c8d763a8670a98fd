/** Where the mail is: what a reporter says of its queue, in its own voice. */
import type { DeliveryState } from '../failure.ts';

/** It is still tried: "delivery attempts will continue to be made", "Gmail will retry for 46 more hours". */
const QUEUED =
  /warning message only|do not need to resend|not need to re-?send|will (?:be |continue to be |keep |continue |automatically )?(?:retr(?:y|ied)|re-?tried|trying)|attempts? will continue|will continue (?:to be )?(?:attempt|deliver|try)|still being (?:re)?tried|not yet been delivered|still trying|temporary problem delivering|delivery (?:is |has been |was )?delayed|delivery incomplete|has been delayed|action: ?delayed|have not yet been|재시도합니다|다시 시도할 것|(?:es )?wird (?:weiterhin|erneut) versucht|noch nicht zugestellt|hat sich verz[öo]gert|n'a pas encore [ée]t[ée] remis|(?:est|a [ée]t[ée]) retard[ée]e|todav[ií]a no se ha entregado|se ha retrasado|non [èe] stato ancora recapitato|nog niet bezorgd|배달이 지연|아직 배달되지|配信が遅|まだ配信されて|延迟|尚未送达/i;
/** It came back. */
const RETURNED =
  /could(?: not|n't) be delivered|couldn't be delivered|wasn't delivered|was not delivered|given up|permanent (?:error|fatal)|undeliver|has been blocked|delivery has failed|returned to sender|action: ?failed|problem delivering your message|not delivered/i;
const UNTIL = [
  /will-retry-until: ?([^\n]{8,60})/i,
  /retry (?:for|in) (\d{1,4} (?:more )?(?:hours?|days?|minutes?))/i,
  /(?:until|for up to|for another|for the next) (\d{1,4} (?:more )?(?:hours?|days?)|[A-Z][a-z]{2},? \d{1,2} [A-Z][a-z]{2} \d{4}[^\n.]{0,20})/,
];

export type Standing = { readonly state: DeliveryState; readonly until?: string };

/** @param reporter what the report says, without the receiver's words */
export function standingIn(reporter: string): Standing {
  if (QUEUED.test(reporter)) {
    const until = UNTIL.map((form) => form.exec(reporter)?.[1]?.trim()).find((one) => one !== undefined);
    return until === undefined ? { state: 'queued' } : { state: 'queued', until };
  }
  return { state: RETURNED.test(reporter) ? 'returned' : 'unknown' };
}
