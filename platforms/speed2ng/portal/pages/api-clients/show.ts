/** The systems that may ask for tokens in the name of the operator. */
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import {
  buttonLink,
  code,
  facts,
  link,
  moment,
  table,
  wayBack,
} from '../../../../../shared-services/gateway/pages/parts.ts';
import { type Action, actionsFor } from '../../../../../shared-services/gateway/pages/site/actions.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/credentials/contract.ts';
import { paths } from '../../paths.ts';
import { credentialHistory, credentialState } from '../credential-parts.ts';
import { endOf } from '../soon.ts';
import { authenticationWords, type Client, profileWords } from './words.ts';

type Key = Client['keys'][number];

export const backToClients = wayBack([{ title: 'API clients', path: paths.apiClients }]);

const profilesOf = (profiles: Client['profiles']): string => profiles.map((one) => profileWords[one]).join(', ');

export const listClients = async ({ calls, visitor, nowMs }: Visit): Promise<PageAnswer> => {
  const { client: clients = [] } = await calls.to(contract).listApiClients({});
  const rows = table({
    caption: 'API clients, the newest first',
    rows: clients,
    columns: [
      { title: 'Name', cell: ({ clientId, name }) => link(name, paths.apiClient(clientId)) },
      { title: 'Client id', cell: ({ clientId }) => code(clientId) },
      { title: 'Profiles', cell: ({ profiles }) => profilesOf(profiles) },
      { title: 'Valid until', cell: ({ validUntil, state }) => endOf(validUntil, state === 'active', nowMs) },
      { title: 'State', cell: ({ state }) => credentialState(state) },
    ],
  });
  return {
    here: paths.apiClients,
    page: {
      title: 'API clients',
      body: html`<p class="lead">Systems that may ask for access tokens in the name of ${visitor.party}.</p>
${visitor.may('credentials.registerApiClient') && html`<p>${buttonLink('Register an API client', paths.newApiClient)}</p>`}
${clients.length === 0 ? html`<p>No API client is registered.</p>` : rows}`,
    },
  };
};

export const clientOf = ({ calls, parameters }: Visit): Promise<Client> =>
  calls.to(contract).consultApiClient({ clientId: parameters['clientId'] ?? '' });

export const clientFacts = (client: Client): Html =>
  facts({
    State: credentialState(client.state),
    'Client id': code(client.clientId),
    Profiles: profilesOf(client.profiles),
    'Proves itself by': authenticationWords[client.authentication],
    'Tokens bound by DPoP': client.dpopRequired ? 'Always' : 'If the system wishes',
    'May come from':
      client.networks === undefined
        ? 'anywhere'
        : html`<ul class="plain">${client.networks.map((one) => html`<li>${code(one)}</li>`)}</ul>`,
    'Valid until': moment(client.validUntil),
    Registered: html`${moment(client.registeredAt)}, by ${client.registeredBy}`,
  });

const keysOf = (keys: readonly Key[]): Html =>
  table({
    caption: 'Keys',
    rows: keys,
    columns: [
      { title: 'Name', cell: ({ kid }) => code(kid) },
      { title: 'Kind', cell: ({ kind, algorithm }) => `${kind === 'key' ? 'Key' : 'Certificate'}, ${algorithm}` },
      { title: 'SHA-256', cell: ({ thumbprint }) => code(thumbprint) },
      { title: 'Added', cell: ({ addedAt }) => moment(addedAt) },
      { title: 'Believed until', cell: ({ retiresAt, notAfter }) => believedUntil(retiresAt ?? notAfter) },
    ],
  });

const believedUntil = (end: string | undefined): Piece => (end === undefined ? 'it is replaced' : moment(end));

const actions = (clientId: string): Action[] => {
  const at = paths.apiClient(clientId);
  const usable = ['active', 'suspended'];
  return [
    { text: 'Replace the keys', path: `${at}/keys`, operation: 'credentials.rotateApiClientKeys', while: usable },
    {
      ...{ text: 'Suspend', path: `${at}/suspend`, secondary: true },
      ...{ operation: 'credentials.suspendApiClient', while: ['active'] },
    },
    {
      ...{ text: 'Resume', path: `${at}/resume`, secondary: true },
      ...{ operation: 'credentials.resumeApiClient', while: ['suspended'] },
    },
    {
      ...{ text: 'Revoke', path: `${at}/revoke`, secondary: true },
      ...{ operation: 'credentials.revokeApiClient', while: [...usable, 'expired'] },
    },
  ];
};

export const showClient = async (visit: Visit): Promise<PageAnswer> => {
  const client = await clientOf(visit);
  return {
    here: paths.apiClients,
    page: {
      title: client.name,
      above: backToClients,
      body: html`${clientFacts(client)}
${keysOf(client.keys)}
${actionsFor(visit.visitor, client.state, actions(client.clientId))}
${credentialHistory(client.history)}`,
    },
  };
};
