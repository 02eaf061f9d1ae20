import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, type RefusalContract, service } from '../../../../reference-architecture/contract/language.ts';
import { element, message } from '../../../../reference-architecture/contract/schema.ts';
import {
  apiClient,
  clientChange,
  clientList,
  clientQuery,
  keyRotation,
  namespace,
  registration,
} from '../messages/api-clients.ts';
import { administrators, operators } from './callers.ts';

const unknown = {
  API_CLIENT_UNKNOWN: { status: 'notFound', title: 'The operator has no API client with this id.' },
} as const satisfies Record<string, RefusalContract>;

const refused = {
  API_CLIENT_REFUSED: {
    status: 'invalid',
    title: 'Keys, networks or validity are not as they must be; each fault is listed.',
  },
} as const satisfies Record<string, RefusalContract>;

const state = {
  API_CLIENT_STATE: { status: 'conflict', title: 'In its present state this cannot be done with the API client.' },
} as const satisfies Record<string, RefusalContract>;

const atRegistration = {
  API_CLIENT_PROFILE_NOT_HELD: {
    status: 'forbidden',
    title: 'A business profile is wanted that the operator does not hold.',
  },
  API_CLIENT_LIMIT: { status: 'conflict', title: 'The operator has as many API clients as one may have.' },
} as const satisfies Record<string, RefusalContract>;

const reply = message('ApiClient', namespace, 'An API client, with its keys and its history', apiClient);

/** What all changes of a client have in common. */
const change = {
  audience: administrators,
  effect: 'command',
  priority: 'A',
  reply,
  emits: [],
  retention: 'record',
  deadlineMs: 5_000,
} as const;

const changed = (word: string) => `credentials.api-client.${word}`;

/** REST and SOAP of a change that names the client and a reason. */
const stateChange = <Name extends string>(name: Name, root: string, title: string, path: string) => ({
  ...change,
  request: message(root, namespace, title, clientChange),
  refusals: { ...commonRefusals, ...unknown, ...state },
  bpmnTask: 'credentials.bpmn#ChangeApiClient',
  rest: { method: 'POST', path: `/credentials/api-clients/{clientId}/${path}` } as const,
  soap: { action: `${namespace}:${name}` },
});

export const ApiClients = service({
  title: 'API clients',
  namespace,
  version: '1',
  soap: { versions: ['1.1', '1.2'], path: '/soap/v1/api-clients' },
  operations: {
    registerApiClient: operation({
      ...change,
      summary: 'A system that may ask for tokens in the name of the operator, with its public keys or its certificate.',
      request: message('RegisterApiClient', namespace, 'A new API client', registration),
      reply,
      refusals: { ...commonRefusals, ...refused, ...atRegistration },
      audit: { event: changed('register'), personalData: true },
      bpmnTask: 'credentials.bpmn#RegisterApiClient',
      rest: { method: 'POST', path: '/credentials/api-clients', status: 201 },
      soap: { action: `${namespace}:registerApiClient` },
    }),
    listApiClients: operation({
      summary: 'The API clients of the caller’s operator, the newest first; those revoked long ago are left out.',
      audience: operators,
      effect: 'query',
      priority: 'B',
      request: message('ListApiClients', namespace, 'Wish to see the API clients', element({})),
      reply: message('ApiClientList', namespace, 'API clients of an operator', clientList),
      refusals: commonRefusals,
      emits: [],
      audit: { event: changed('list') },
      retention: 'none',
      deadlineMs: 5_000,
      bpmnTask: 'credentials.bpmn#ConsultApiClients',
      rest: { method: 'GET', path: '/credentials/api-clients' },
      soap: { action: `${namespace}:listApiClients` },
    }),
    consultApiClient: operation({
      summary: 'One API client of the caller’s operator, with its keys and its history.',
      audience: operators,
      effect: 'query',
      priority: 'B',
      request: message('ConsultApiClient', namespace, 'Wish to see an API client', clientQuery),
      reply,
      refusals: { ...commonRefusals, ...unknown },
      emits: [],
      audit: { event: changed('consult'), personalData: true },
      retention: 'none',
      deadlineMs: 5_000,
      bpmnTask: 'credentials.bpmn#ConsultApiClients',
      rest: { method: 'GET', path: '/credentials/api-clients/{clientId}' },
      soap: { action: `${namespace}:consultApiClient` },
    }),
    rotateApiClientKeys: operation({
      ...change,
      summary:
        'New keys or a new certificate; those before go on being believed for the overlap, and not at all without one.',
      request: message('RotateApiClientKeys', namespace, 'New keys of an API client', keyRotation),
      reply,
      refusals: { ...commonRefusals, ...unknown, ...state, ...refused },
      audit: { event: changed('rotate'), personalData: true },
      bpmnTask: 'credentials.bpmn#RotateApiClientKeys',
      rest: { method: 'POST', path: '/credentials/api-clients/{clientId}/keys' },
      soap: { action: `${namespace}:rotateApiClientKeys` },
    }),
    suspendApiClient: operation({
      ...stateChange('suspendApiClient', 'SuspendApiClient', 'An API client is to rest', 'suspension'),
      summary: 'The client gets no token, and those it has are refused at once, until it is resumed.',
      reply,
      audit: { event: changed('suspend'), personalData: true },
    }),
    resumeApiClient: operation({
      ...stateChange('resumeApiClient', 'ResumeApiClient', 'An API client is to work again', 'resumption'),
      summary: 'A suspended client gets tokens again; those from before stay refused.',
      reply,
      audit: { event: changed('resume'), personalData: true },
    }),
    revokeApiClient: operation({
      ...stateChange('revokeApiClient', 'RevokeApiClient', 'An API client is to end', 'revocation'),
      summary: 'The client ends, and the tokens it has are refused at once. This cannot be undone.',
      reply,
      audit: { event: changed('revoke'), personalData: true },
    }),
  },
});
