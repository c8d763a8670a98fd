/** What the deployment passes to a function: names of its resources. A missing one is a fault of the deployment, and the error names it. */
export type Environment = {
  readonly stack: string;
  readonly table: string;
  readonly alertsTopic: string;
  readonly healthTopic: string;
  /** All of them: each channel has one of its own (`channels/on.ts`). */
  readonly variables: Variables;
  /** How people are notified: `notices.language` and `notices.zone` of the settings, and where the API is, as far as it is known. */
  readonly language: string | undefined;
  readonly zone: string | undefined;
  readonly endpoint: string | undefined;
  /** Where the deployment's bucket is; for the functions that use it. */
  readonly bucket: () => string;
  /** Function names, where work is handed out. */
  readonly checks: Readonly<Record<'ptr' | 'dnsbl' | 'spf', string>>;
  /** Of reverse names: the function that does one step of a job, and the state machine that calls it. */
  readonly reverseDns: string;
  readonly reverseDnsMachine: string;
  /** Where the settings lie, if not beside the code. */
  readonly settingsFolder: string | undefined;
};

type Variables = Readonly<Record<string, string | undefined>>;

export function readEnvironment(variables: Variables): Environment {
  const required = (name: string): string => {
    const value = variables[name];
    if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
    return value;
  };
  return {
    stack: required('POSTWATCH_STACK'),
    table: required('POSTWATCH_TABLE'),
    alertsTopic: required('POSTWATCH_ALERTS_TOPIC'),
    healthTopic: required('POSTWATCH_HEALTH_TOPIC'),
    variables,
    language: variables['POSTWATCH_LANGUAGE'],
    zone: variables['POSTWATCH_ZONE'],
    endpoint: variables['POSTWATCH_ENDPOINT'],
    bucket: () => required('POSTWATCH_BUCKET'),
    checks: {
      ptr: variables['POSTWATCH_CHECK_PTR'] ?? 'check-ptr',
      dnsbl: variables['POSTWATCH_CHECK_DNSBL'] ?? 'check-dnsbl',
      spf: variables['POSTWATCH_CHECK_SPF'] ?? 'check-spf',
    },
    reverseDns: variables['POSTWATCH_REVERSE_DNS'] ?? 'reverse-dns',
    reverseDnsMachine: variables['POSTWATCH_REVERSE_DNS_MACHINE'] ?? 'reverse-dns',
    settingsFolder: variables['POSTWATCH_SETTINGS_FOLDER'],
  };
}

/** The account and Region of a topic, which are those of the deployment: `arn:aws:sns:eu-west-1:123456789012:alerts`. */
export function deploymentHome({ alertsTopic }: Pick<Environment, 'alertsTopic'>): {
  readonly account: string;
  readonly region: string;
} {
  const [, , , region = '', account = ''] = alertsTopic.split(':');
  return { account, region };
}
