/**
 * Secrets of a deployment are parameters in SSM, which all stacks of a Region share (`/postwatch/tokens/read`). A stack can have its
 * own: under its name, and used instead of the shared one.
 */

/** The prefix of the parameters that one stack has for itself. Names of stacks hold letters, digits and hyphens (CloudFormation). */
const OWN = '/postwatch/stacks/';
const SHARED = '/postwatch/';

/** `/postwatch/tokens/read` -> `/postwatch/stacks/Mail/tokens/read`. */
const ownParameter = (stack: string, shared: string): string => `${OWN}${stack}/${shared.slice(SHARED.length)}`;

/** Both of them, the stack's own first; without a stack's name the shared one alone. */
export const parametersOf = (stack: string, shared: string): readonly string[] =>
  stack === '' ? [shared] : [ownParameter(stack, shared), shared];
