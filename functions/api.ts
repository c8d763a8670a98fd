/** API Gateway -> the API. The app is the one of `postwatch serve`; what it needs here loads when a request needs it. */
import { handle } from 'hono/aws-lambda';
import { awsApi } from '../adapters/aws/api/api.ts';
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { createApp } from '../shared/http/app.ts';

export const handler = withCallIds(handle(createApp(awsApi(process.env))));
