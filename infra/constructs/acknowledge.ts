/** What cdk-nag's AwsSolutions finds and is meant so. A finding is acknowledged one by one, with the reason, where it is caused. */
import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** `finding` is what the rule writes in brackets; a rule without findings has none. */
export function acknowledge(scope: IConstruct, rule: string, finding: string | null, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-${rule}${finding === null ? '' : `[${finding}]`}`, reason });
}

/** A text of the template as findings print it: `{Ref: X}` is `<X>`. It differs with the app that the construct is in. */
export function printed(scope: IConstruct, text: string): string {
  const resolved: unknown = Stack.of(scope).resolve(text);
  if (typeof resolved === 'string') return resolved;
  const [, parts] = (resolved as { readonly 'Fn::Join': readonly [string, readonly unknown[]] })['Fn::Join'];
  return parts
    .map((part) => (typeof part === 'string' ? part : `<${(part as { readonly Ref: string }).Ref}>`))
    .join('');
}
