import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import {
  clientLookUp,
  foundClient,
  foundSeal,
  namespace,
  sealLookUp,
  signInEnd,
  signInEnded,
  standingNews,
  standingQuery,
} from '../messages/register.ts';

const internal = { refusals: commonRefusals, emits: [], priority: 'A', retention: 'none' } as const;

/** Only those who take tokens ask who may no longer be believed; only the sign-in asks who a client is. */
const gateways = [{ circle: 'central', profiles: ['speed2ng', 'ccn2ng', 'shared-services'] }] as const;
const seals = [{ circle: 'central', profiles: ['speed2ng'] }] as const;
const signIn = [{ circle: 'central', profiles: ['uumds'] }] as const;

export const CredentialRegister = service({
  title: 'Register of credentials',
  namespace,
  version: '1',
  internal: true,
  operations: {
    findSeal: operation({
      ...internal,
      summary: 'Whose seal certificate it is, and whether it may be used; nothing where nobody has registered it.',
      audience: seals,
      effect: 'query',
      request: message('FindSeal', namespace, 'Fingerprint of a certificate', sealLookUp),
      reply: message('FoundSeal', namespace, 'A registered seal', foundSeal),
      audit: { event: 'credentials.seal.find' },
      deadlineMs: 2_000,
      bpmnTask: 'credentials.bpmn#FindSeal',
    }),
    watchStanding: operation({
      ...internal,
      summary: 'What may no longer be believed, or may be again, since a revision; waits for news.',
      audience: gateways,
      effect: 'query',
      request: message('WatchStanding', namespace, 'Wish to know who may not be believed', standingQuery),
      reply: message('StandingNews', namespace, 'Changes of standing', standingNews),
      audit: { event: 'credentials.standing.watch', refusalsOnly: true },
      deadlineMs: 35_000,
      bpmnTask: 'credentials.bpmn#WatchStanding',
    }),
    findApiClient: operation({
      ...internal,
      summary: 'What the token endpoint must know of an API client; nothing of one that may have no token now.',
      audience: signIn,
      effect: 'query',
      request: message('FindApiClient', namespace, 'Id of an API client', clientLookUp),
      reply: message('FoundApiClient', namespace, 'An API client that may have tokens', foundClient),
      audit: { event: 'credentials.api-client.find' },
      deadlineMs: 2_000,
      bpmnTask: 'credentials.bpmn#FindApiClient',
    }),
    endSignIn: operation({
      ...internal,
      summary: 'A person’s session or account has ended: the tokens that it has are refused at once.',
      audience: signIn,
      effect: 'command',
      request: message('EndSignIn', namespace, 'A session or account that has ended', signInEnd),
      reply: message('SignInEnded', namespace, 'Gateways are being told', signInEnded),
      audit: { event: 'credentials.sign-in.end' },
      retention: 'transport',
      deadlineMs: 2_000,
      bpmnTask: 'credentials.bpmn#EndSignIn',
    }),
  },
});
