/** What a trial says of its steps, and what of an account is in its report: nothing. */
import { describe, expect, it } from 'vitest';
import {
  exitCodeOf,
  judgedError,
  masked,
  NotSupported,
  NotTried,
  reportOf,
  type StepResult,
  stepLine,
} from '../../trial/outcome.ts';

const result = (outcome: StepResult['outcome'], detail = ''): StepResult => ({
  step: 'deploy',
  outcome,
  detail,
  seconds: 3,
});

describe('a step that failed', () => {
  it.each<[unknown, boolean, StepResult['outcome']]>([
    [new Error('the table is DELETING'), true, 'FAIL'],
    [
      new Error('ec2 ModifyAddressAttribute answered 400: InvalidAction: unknown'),
      true,
      'NOT SUPPORTED BY THIS ENDPOINT',
    ],
    [new Error('ec2 ModifyAddressAttribute answered 400: InvalidAction: unknown'), false, 'FAIL'],
    [new NotSupported('plain alarms'), true, 'NOT SUPPORTED BY THIS ENDPOINT'],
    [new NotSupported('plain alarms'), false, 'FAIL'],
    [new NotTried('give --hostname'), false, 'NOT TRIED'],
    ['text', true, 'FAIL'],
  ])('%s (imitation: %s) is %s', (error, isStandIn, outcome) => {
    expect(judgedError(error, isStandIn).outcome).toBe(outcome);
  });

  it('says the end of a long message, on one line', () => {
    const { detail } = judgedError(new Error(`${'x'.repeat(1000)}\n  the reason`), false);
    expect(detail).toMatch(/^x+ the reason$/);
    expect(detail).toHaveLength(300);
  });

  it('makes the exit code 1, and nothing else does', () => {
    expect(exitCodeOf([result('PASS'), result('NOT SUPPORTED BY THIS ENDPOINT'), result('NOT TRIED')])).toBe(0);
    expect(exitCodeOf([result('PASS'), result('FAIL')])).toBe(1);
  });
});

it('a line names the outcome, the step and what was seen', () => {
  expect(stepLine(result('PASS', '7 outputs'))).toBe('PASS  deploy (3 s): 7 outputs');
  expect(stepLine(result('FAIL'))).toBe('FAIL  deploy (3 s)');
});

describe('the report', () => {
  it.each([
    ['arn:aws:sns:eu-west-1:123456789012:alerts', 'arn:aws:sns:eu-west-1:<account>:alerts'],
    ['https://abcdef1234.execute-api.eu-west-1.amazonaws.com/', 'https://<api>.execute-api.eu-west-1.amazonaws.com/'],
    ['AKIAIOSFODNN7EXAMPLE signed it', '<access key> signed it'],
    ['write to ops@example.co.kr', 'write to <mail address>'],
    ['52.1.2.3 is eipalloc-0abc123', '<address> is <allocation>'],
    ['ec2-52-1-2-3.compute-1.amazonaws.com', 'ec2-<address>.compute-1.amazonaws.com'],
    ['the zone Z0123456789ABCDEFGHIJ', 'the zone <zone>'],
    ['203.0.113.10 and 127.0.0.1 stay', '203.0.113.10 and 127.0.0.1 stay'],
    ['2001:db8::1 and 2600:1f18::25', '2001:db8::1 and <address>'],
  ])('%s', (text, shown) => {
    expect(masked(text)).toBe(shown);
  });

  it('is a table that no detail can break, with a count of each outcome', () => {
    const report = reportOf({ Postwatch: '0.1.0', Region: 'eu-west-1' }, [
      result('PASS', 'a | b\nc'),
      result('FAIL', 'account 123456789012'),
    ]);
    expect(report.split('\n')).toEqual([
      '### Postwatch trial',
      '- Postwatch: 0.1.0',
      '- Region: eu-west-1',
      '- 1 PASS, 1 FAIL, 0 NOT SUPPORTED BY THIS ENDPOINT, 0 NOT TRIED',
      '',
      '| step | outcome | seconds | detail |',
      '| --- | --- | --- | --- |',
      '| deploy | PASS | 3 | a \\| b c |',
      '| deploy | FAIL | 3 | account <account> |',
    ]);
  });
});
