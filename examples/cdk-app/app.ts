/** What `npx cdk` runs. Put your own values here. */
import { App } from 'aws-cdk-lib';
import { MailStack } from './mail-stack.ts';

const app = new App();
new MailStack(app, 'Mail', {
  domain: 'example.com',
  hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  hostname: 'mail.example.com',
  alertEmails: ['ops@example.com'],
});
app.synth();
