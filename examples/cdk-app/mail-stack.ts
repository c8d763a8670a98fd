/** A mail server's address with its reverse DNS, and the watch over it. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnEIP } from 'aws-cdk-lib/aws-ec2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { ElasticIpReverseDns, Postwatch } from 'postwatch';

export type MailStackProps = StackProps & {
  /** The domain that the mail is from, and that has a public hosted zone in this account. */
  readonly domain: string;
  readonly hostedZoneId: string;
  /** The name that the server greets with (HELO). It becomes the reverse name of the address. */
  readonly hostname: string;
  readonly alertEmails: string[];
};

export class MailStack extends Stack {
  constructor(scope: Construct, id: string, { domain, hostedZoneId, hostname, alertEmails, ...props }: MailStackProps) {
    super(scope, id, props);

    const address = new CfnEIP(this, 'MailAddress', {
      domain: 'vpc',
      tags: [
        // These tags make it a sender: the watch finds it without its number standing anywhere.
        { key: 'postwatch:domains', value: domain },
        { key: 'postwatch:helo', value: hostname },
        // If the reverse name is ever another one, you are notified.
        { key: 'postwatch:ptr', value: hostname },
      ],
    });

    // Also makes the forward record, which EC2 requires before it accepts a reverse name.
    new ElasticIpReverseDns(this, 'ReverseName', {
      eip: address,
      hostname,
      hostedZone: HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName: domain }),
    });

    const watch = new Postwatch(this, 'Watch', { settings: { domains: [domain], aws: { alertEmails } } });

    new CfnOutput(this, 'Address', { value: address.attrPublicIp, description: 'Send your mail from here' });
    new CfnOutput(this, 'Endpoint', { value: watch.endpoint, description: 'The API of the watch' });
  }
}
