/** The certificates with which the operator seals its messages. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
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

export type Seal = ReplyOf<(typeof contract)['services']['SealCertificates']['operations']['consultSeal']>;

export const backToSeals = wayBack([{ title: 'Seal certificates', path: paths.seals }]);

/** `3f:a0:...`: as other programs show it. */
const withColons = (fingerprint: string): string => fingerprint.replaceAll(/(..)(?=.)/g, '$1:');

export const listSeals = async ({ calls, visitor, nowMs }: Visit): Promise<PageAnswer> => {
  const { seal: seals = [] } = await calls.to(contract).listSeals({});
  const rows = table({
    caption: 'Seal certificates, the newest first',
    rows: seals,
    columns: [
      { title: 'Subject', cell: ({ fingerprint256, subject }) => link(subject, paths.seal(fingerprint256)) },
      { title: 'Issued by', cell: ({ issuer }) => issuer },
      { title: 'Key', cell: ({ keyAlgorithm }) => keyAlgorithm },
      { title: 'Usable until', cell: ({ usableUntil, state }) => endOf(usableUntil, state === 'active', nowMs) },
      { title: 'State', cell: ({ state }) => credentialState(state) },
    ],
  });
  return {
    here: paths.seals,
    page: {
      title: 'Seal certificates',
      body: html`<p class="lead">With a seal ${visitor.party} vouches for where a message comes from, and that nobody has changed it.</p>
${visitor.may('credentials.beginSealRegistration') && html`<p>${buttonLink('Register a seal certificate', paths.newSeal)}</p>`}
${seals.length === 0 ? html`<p>No seal certificate is registered.</p>` : rows}`,
    },
  };
};

export const sealOf = ({ calls, parameters }: Visit): Promise<Seal> =>
  calls.to(contract).consultSeal({ fingerprint256: parameters['fingerprint256'] ?? '' });

type CertificateFacts = Pick<
  Seal,
  'subject' | 'issuer' | 'serialNumber' | 'keyAlgorithm' | 'notBefore' | 'notAfter' | 'fingerprint256'
>;

export const certificateFacts = (of: CertificateFacts): Readonly<Record<string, Piece>> => ({
  Subject: of.subject,
  'Issued by': of.issuer,
  'Serial number': code(of.serialNumber),
  Key: of.keyAlgorithm,
  'Valid from': moment(of.notBefore),
  'Valid to': moment(of.notAfter),
  'SHA-256 fingerprint': code(withColons(of.fingerprint256)),
});

export const sealFacts = (seal: Seal): Html =>
  facts({
    State: credentialState(seal.state),
    ...certificateFacts(seal),
    'Usable until': moment(seal.usableUntil),
    Replaces: seal.replaces !== undefined && link('The seal before', paths.seal(seal.replaces)),
    Registered: html`${moment(seal.registeredAt)}, by ${seal.registeredBy}`,
  });

const actions = (fingerprint256: string): Action[] => {
  const at = paths.seal(fingerprint256);
  return [
    { text: 'Activate', path: `${at}/activate`, operation: 'credentials.activateSeal', while: ['registered'] },
    {
      ...{ text: 'Replace', path: `${paths.newSeal}?replaces=${fingerprint256}` },
      ...{ operation: 'credentials.beginSealRegistration', while: ['active'] },
    },
    {
      ...{ text: 'Suspend', path: `${at}/suspend`, secondary: true },
      ...{ operation: 'credentials.suspendSeal', while: ['active'] },
    },
    {
      ...{ text: 'Resume', path: `${at}/resume`, secondary: true },
      ...{ operation: 'credentials.resumeSeal', while: ['suspended'] },
    },
    {
      ...{ text: 'Revoke', path: `${at}/revoke`, secondary: true },
      ...{ operation: 'credentials.revokeSeal', while: ['registered', 'active', 'suspended'] },
    },
  ];
};

export const showSeal = async (visit: Visit): Promise<PageAnswer> => {
  const seal = await sealOf(visit);
  return {
    here: paths.seals,
    page: {
      title: 'Seal certificate',
      above: backToSeals,
      body: html`${sealFacts(seal)}${actionsFor(visit.visitor, seal.state, actions(seal.fingerprint256))}${credentialHistory(seal.history)}`,
    },
  };
};
