/** The accounts that are looked at: the deployment's own, and those that gave it a role to read with. */
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Settings } from '../../../shared/settings/settings.ts';
import type { UnseenPlace } from '../../../shared/watch/found/surroundings.ts';
import { CLIENT, errorLine, isDenied } from './client.ts';

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

/** Without credentials: the function's own. */
export type AwsAccount = { readonly account: string; readonly credentials?: Credentials };

export type Accounts = { readonly accounts: readonly AwsAccount[]; readonly unseen: readonly UnseenPlace[] };

export type Roles = NonNullable<Settings['aws']>['accounts'];

export async function assumeRoles(home: string, roles: Roles): Promise<Accounts> {
  const sts = new STSClient(CLIENT);
  const accounts: AwsAccount[] = [{ account: home }];
  const unseen: UnseenPlace[] = [];
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
      const reason = errorLine(error);
      const why = `The role ${roleArn} could not be assumed: ${reason}`;
      const translated = { ko: `${roleArn} 역할을 맡지 못했습니다(AssumeRole): ${reason}` };
      unseen.push({ place: `${account}/`, why, translated, denied: isDenied(error) });
    }
  }
  return { accounts, unseen };
}
