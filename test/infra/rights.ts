/** The rights that a template gives in identity policies. */
import type { Template } from 'aws-cdk-lib/assertions';
import { expect } from 'vitest';

export type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, unknown>>;
};

/** `who` is the construct that holds the role: `Discover`, `RunStateMachine`. */
export type Right = {
  readonly who: string;
  readonly action: string;
  readonly resource: string;
  readonly condition: unknown;
};

export const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

export function rightsOf(template: Template): readonly Right[] {
  const properties = (type: string) => Object.values(template.findResources(type)).map((one) => one['Properties']);
  const roles = properties('AWS::IAM::Role');
  expect(
    roles.flatMap((role) => role.ManagedPolicyArns ?? []),
    'ready-made policies are too wide',
  ).toEqual([]);
  expect(
    roles.flatMap((role) => role.Policies ?? []),
    'inline policies would not be seen here',
  ).toEqual([]);
  return properties('AWS::IAM::Policy').flatMap(({ Roles, PolicyDocument }) =>
    (PolicyDocument.Statement as Statement[]).flatMap(({ Effect, Action, Resource, Condition }) => {
      expect(Effect).toBe('Allow');
      const who = String(Roles[0].Ref)
        .replace(/^Postwatch/, '')
        .replace(/Role[0-9A-F]{8}$/, '');
      return list(Action).flatMap((action) =>
        list(Resource).map((resource) => ({ who, action, resource: JSON.stringify(resource), condition: Condition })),
      );
    }),
  );
}
