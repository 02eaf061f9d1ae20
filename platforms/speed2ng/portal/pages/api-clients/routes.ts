import type { Route, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/credentials/contract.ts';
import { paths } from '../../paths.ts';
import { type Asked, credentialChanges } from '../credential-change.ts';
import { askRegistration, registerClient } from './register.ts';
import { askRotation, rotateKeys } from './rotate.ts';
import { clientFacts, clientOf, listClients, showClient } from './show.ts';

const idIn = ({ parameters }: Visit): string => parameters['clientId'] ?? '';

const changes: readonly Asked[] = [
  {
    ...{
      word: 'suspend',
      needs: 'credentials.suspendApiClient',
      title: 'Suspend this API client?',
      button: 'Suspend the client',
    },
    meaning: 'It gets no token, and those it has are refused at once, until you resume it.',
    done: 'The API client is suspended',
    call: (visit, reason) => visit.calls.to(contract).suspendApiClient({ clientId: idIn(visit), ...reason }),
  },
  {
    ...{
      word: 'resume',
      needs: 'credentials.resumeApiClient',
      title: 'Resume this API client?',
      button: 'Resume the client',
    },
    meaning: 'It gets tokens again; those from before stay refused.',
    done: 'The API client is active again',
    call: (visit, reason) => visit.calls.to(contract).resumeApiClient({ clientId: idIn(visit), ...reason }),
  },
  {
    ...{
      word: 'revoke',
      needs: 'credentials.revokeApiClient',
      title: 'Revoke this API client?',
      button: 'Revoke the client',
      danger: true,
    },
    meaning: 'It ends, and the tokens it has are refused at once. This cannot be undone.',
    done: 'The API client is revoked',
    call: (visit, reason) => visit.calls.to(contract).revokeApiClient({ clientId: idIn(visit), ...reason }),
  },
];

export const apiClientRoutes: readonly Route[] = [
  { method: 'get', path: '/api-clients', show: listClients },
  { method: 'get', path: '/api-clients/new', needs: 'credentials.registerApiClient', show: askRegistration },
  { method: 'post', path: '/api-clients/new', show: registerClient },
  { method: 'get', path: '/api-clients/:clientId', show: showClient },
  { method: 'get', path: '/api-clients/:clientId/keys', needs: 'credentials.rotateApiClientKeys', show: askRotation },
  { method: 'post', path: '/api-clients/:clientId/keys', show: rotateKeys },
  ...credentialChanges(
    {
      section: { title: 'API clients', path: paths.apiClients },
      route: '/api-clients/:clientId',
      pathOf: (visit) => paths.apiClient(idIn(visit)),
      describe: async (visit) => {
        const client = await clientOf(visit);
        return { name: client.name, facts: clientFacts(client) };
      },
    },
    changes,
  ),
];
