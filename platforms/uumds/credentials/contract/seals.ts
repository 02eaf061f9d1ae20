import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, type RefusalContract, service } from '../../../../reference-architecture/contract/language.ts';
import { element, message } from '../../../../reference-architecture/contract/schema.ts';
import {
  namespace,
  seal,
  sealBegin,
  sealChallenge,
  sealChange,
  sealList,
  sealProof,
  sealQuery,
} from '../messages/seals.ts';
import { administrators, operators } from './callers.ts';

const unknown = {
  SEAL_UNKNOWN: { status: 'notFound', title: 'The operator has no seal certificate with this fingerprint.' },
} as const satisfies Record<string, RefusalContract>;

const state = {
  SEAL_STATE: { status: 'conflict', title: 'In its present state this cannot be done with the seal certificate.' },
} as const satisfies Record<string, RefusalContract>;

const certificateRefused = {
  SEAL_CERTIFICATE_REFUSED: {
    status: 'invalid',
    title: 'The certificate cannot seal: its form, key, use or validity is not as it must be; each fault is listed.',
  },
  SEAL_LIMIT: {
    status: 'conflict',
    title: 'The operator has as many seal certificates or open challenges as one may have.',
  },
} as const satisfies Record<string, RefusalContract>;

const proofRefused = {
  SEAL_CHALLENGE_UNKNOWN: {
    status: 'notFound',
    title: 'The operator has no such challenge, or it has expired: begin again.',
  },
  SEAL_PROOF_INVALID: {
    status: 'invalid',
    title: 'The signature is not that of the challenge by the key of the certificate.',
  },
  SEAL_CERTIFICATE_TAKEN: {
    status: 'conflict',
    title: 'The certificate or its key is registered already, by this operator or another, or was revoked.',
  },
} as const satisfies Record<string, RefusalContract>;

const reply = message('Seal', namespace, 'A seal certificate, with its history', seal);

const change = { audience: administrators, effect: 'command', priority: 'A', emits: [], deadlineMs: 5_000 } as const;

const event = (word: string) => ({ event: `credentials.seal.${word}`, personalData: true });

const soap = (name: string) => ({ soap: { action: `${namespace}:${name}` } });

const read = {
  audience: operators,
  effect: 'query',
  priority: 'B',
  emits: [],
  retention: 'none',
  deadlineMs: 5_000,
} as const;

const stateChange = (name: string, root: string, title: string, path: string) => ({
  ...change,
  request: message(root, namespace, title, sealChange),
  refusals: { ...commonRefusals, ...unknown, ...state },
  retention: 'record' as const,
  bpmnTask: 'credentials.bpmn#ChangeSeal',
  rest: { method: 'POST', path: `/credentials/seals/{fingerprint256}/${path}` } as const,
  ...soap(name),
});

export const SealCertificates = service({
  title: 'Seal certificates',
  namespace,
  version: '1',
  soap: { versions: ['1.1', '1.2'], path: '/soap/v1/seal-certificates' },
  operations: {
    beginSealRegistration: operation({
      ...change,
      summary: 'A certificate with which the operator will seal; the answer is a challenge to be signed with its key.',
      request: message('BeginSealRegistration', namespace, 'A certificate to be registered', sealBegin),
      reply: message('SealChallenge', namespace, 'What is to be signed', sealChallenge),
      refusals: { ...commonRefusals, ...unknown, ...state, ...certificateRefused },
      audit: event('begin'),
      retention: 'transport',
      bpmnTask: 'credentials.bpmn#BeginSealRegistration',
      rest: { method: 'POST', path: '/credentials/seal-challenges', status: 201 },
      ...soap('beginSealRegistration'),
    }),
    completeSealRegistration: operation({
      ...change,
      summary:
        'The signature of the challenge: it proves that the operator has the key. The certificate is registered.',
      request: message('CompleteSealRegistration', namespace, 'Proof of possession', sealProof),
      reply,
      refusals: { ...commonRefusals, ...state, ...proofRefused, ...certificateRefused },
      audit: event('register'),
      retention: 'record',
      bpmnTask: 'credentials.bpmn#CompleteSealRegistration',
      rest: { method: 'POST', path: '/credentials/seals', status: 201 },
      ...soap('completeSealRegistration'),
    }),
    listSeals: operation({
      ...read,
      summary: 'The seal certificates of the caller’s operator, the newest first.',
      request: message('ListSeals', namespace, 'Wish to see the seal certificates', element({})),
      reply: message('SealList', namespace, 'Seal certificates of an operator', sealList),
      refusals: commonRefusals,
      audit: event('list'),
      bpmnTask: 'credentials.bpmn#ConsultSeals',
      rest: { method: 'GET', path: '/credentials/seals' },
      ...soap('listSeals'),
    }),
    consultSeal: operation({
      ...read,
      summary: 'One seal certificate of the caller’s operator, with its history.',
      request: message('ConsultSeal', namespace, 'Wish to see a seal certificate', sealQuery),
      reply,
      refusals: { ...commonRefusals, ...unknown },
      audit: event('consult'),
      bpmnTask: 'credentials.bpmn#ConsultSeals',
      rest: { method: 'GET', path: '/credentials/seals/{fingerprint256}' },
      ...soap('consultSeal'),
    }),
    activateSeal: operation({
      ...stateChange('activateSeal', 'ActivateSeal', 'A registered seal is to be used', 'activation'),
      summary: 'From now on what is sealed with this registered certificate is believed.',
      reply,
      audit: event('activate'),
    }),
    suspendSeal: operation({
      ...stateChange('suspendSeal', 'SuspendSeal', 'A seal is to rest', 'suspension'),
      summary: 'What is sealed with the certificate is refused at once, until it is resumed.',
      reply,
      audit: event('suspend'),
    }),
    resumeSeal: operation({
      ...stateChange('resumeSeal', 'ResumeSeal', 'A seal is to be used again', 'resumption'),
      summary: 'What is sealed with the suspended certificate is believed again.',
      reply,
      audit: event('resume'),
    }),
    revokeSeal: operation({
      ...stateChange('revokeSeal', 'RevokeSeal', 'A seal is to end', 'revocation'),
      summary: 'What is sealed with the certificate is refused at once and for ever.',
      reply,
      audit: event('revoke'),
    }),
  },
});
