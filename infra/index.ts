/** What another CDK app imports: `new Postwatch(this, 'Postwatch', { settings })`, or the whole stack. */
export type { CodeOf, FunctionName } from './constructs/bundle.ts';
export { ElasticIpReverseDns, type ElasticIpReverseDnsProps } from './constructs/elastic-ip-reverse-dns.ts';
export { SettingsError, type SettingsInput } from './settings.ts';
export { Postwatch, type PostwatchProps, PostwatchStack } from './stack.ts';
