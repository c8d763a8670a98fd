import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { templateOf, withAws } from '../support/stack.ts';

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:ses-bounces';

describe('the inbox of bounces in the stack', () => {
  it('is not there unless the settings ask for it', () => {
    const none = templateOf();
    none.resourceCountIs('AWS::SES::ReceiptRuleSet', 0);
    none.resourceCountIs('AWS::Scheduler::Schedule', 1);
    none.resourcePropertiesCountIs('AWS::SNS::Subscription', { Protocol: 'lambda' }, 0);
    expect(Object.keys(none.findOutputs('*'))).not.toContain('ReceiptRuleSet');
  });

  it('listens to an existing topic, and makes neither topic nor rule', () => {
    const template = templateOf(withAws({ inbox: { topicArn: TOPIC } }));
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'lambda', TopicArn: TOPIC });
    template.hasResourceProperties('AWS::Lambda::Permission', { Principal: 'sns.amazonaws.com', SourceArn: TOPIC });
    template.resourceCountIs('AWS::SES::ReceiptRuleSet', 0);
    template.resourceCountIs('AWS::SNS::Topic', 2);
  });

  it('receives for addresses by a rule that passes on the octets, and names the rule set to activate', () => {
    const template = templateOf(withAws({ inbox: { addresses: ['bounces@example.com'] } }));
    const [topic] = Object.keys(template.findResources('AWS::SNS::Topic')).filter((id) => id.includes('BouncesMail'));
    template.hasResourceProperties('AWS::SES::ReceiptRule', {
      Rule: {
        Recipients: ['bounces@example.com'],
        Actions: [{ SNSAction: { Encoding: 'Base64', TopicArn: { Ref: topic } } }],
        Enabled: true,
        ScanEnabled: true,
      },
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [{ Ref: topic }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'ses.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
    template.hasOutput('ReceiptRuleSet', {
      Description: Match.stringLikeRegexp('aws ses set-active-receipt-rule-set'),
    });
  });

  it('is called every morning, by a schedule that may call it and nothing else', () => {
    const template = templateOf(withAws({ inbox: { topicArn: TOPIC } }));
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0 6 * * ? *)',
      Target: { Input: '{"at":"<aws.scheduler.scheduled-time>"}' },
    });
  });
});
