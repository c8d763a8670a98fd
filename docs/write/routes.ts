/** The table of routes, from the API's own. */
import { ROUTES } from '../../shared/http/routes/index.ts';
import { markdownTable } from './regions.ts';

export const routesTable = (): string =>
  markdownTable(
    ['route', 'what it does', 'parameters'],
    ROUTES.map(({ method, path, summary, parameters, writes }) => [
      `\`${method} ${path}\``,
      `${summary}${writes === true ? ' (needs the right to write)' : ''}`,
      parameters
        .filter((one) => one.in === 'query')
        .map(({ name }) => `\`${name}\``)
        .join(', '),
    ]),
  );
