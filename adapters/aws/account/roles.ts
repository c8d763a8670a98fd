/** The accounts that are looked at: the deployment's own, and those that gave it a role to read with. */
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Settings } from '../../../shared/settings/settings.ts';
import { CLIENT, errorLine, isDenied } from './client.ts';

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

/** Without credentials: the function's own. */
export type AwsAccount = { readonly account: string; readonly credentials?: Credentials };

/** A part of the world that was not looked at: a place (`placeOf`) or the beginning of one. */
export type Unseen = {
  readonly place: string;
  readonly why: string;
  /** A policy says no; it will say so tomorrow. */
  readonly denied: boolean;
};

export type Accounts = { readonly accounts: readonly AwsAccount[]; readonly unseen: readonly Unseen[] };

export type Roles = NonNullable<Settings['aws']>['accounts'];

export async function assumeRoles(home: string, roles: Roles): Promise<Accounts> {
  const sts = new STSClient(CLIENT);
  const accounts: AwsAccount[] = [{ account: home }];
  const unseen: Unseen[] = [];
  for (const { roleArn, externalId } of roles) {
    const account = roleArn.split(':')[4] ?? '';
    try {
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({ RoleArn: roleArn, ExternalId: externalId, RoleSessionName: 'postwatch' }),
      );
      const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
      if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error('AssumeRole gave no credentials');
      const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
      accounts.push({ account, credentials });
    } catch (error) {
      const why = `the role ${roleArn} cannot be assumed: ${errorLine(error)}`;
      unseen.push({ place: `${account}/`, why, denied: isDenied(error) });
    }
  }
  return { accounts, unseen };
}
