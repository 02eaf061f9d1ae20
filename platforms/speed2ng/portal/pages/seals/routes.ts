import type { Route, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/credentials/contract.ts';
import { paths } from '../../paths.ts';
import { type Asked, credentialChanges } from '../credential-change.ts';
import { completeSeal } from './prove.ts';
import { askSeal, beginSeal } from './register.ts';
import { listSeals, sealFacts, sealOf, showSeal } from './show.ts';

const idIn = ({ parameters }: Visit) => ({ fingerprint256: parameters['fingerprint256'] ?? '' });

const changes: readonly Asked[] = [
  {
    ...{
      word: 'activate',
      needs: 'credentials.activateSeal',
      title: 'Activate this seal?',
      button: 'Activate the seal',
    },
    meaning: 'From now on what is sealed with this certificate is believed.',
    done: 'The seal is active',
    call: (visit, reason) => visit.calls.to(contract).activateSeal({ ...idIn(visit), ...reason }),
  },
  {
    ...{ word: 'suspend', needs: 'credentials.suspendSeal', title: 'Suspend this seal?', button: 'Suspend the seal' },
    meaning: 'What is sealed with this certificate is refused at once, until you resume it.',
    done: 'The seal is suspended',
    call: (visit, reason) => visit.calls.to(contract).suspendSeal({ ...idIn(visit), ...reason }),
  },
  {
    ...{ word: 'resume', needs: 'credentials.resumeSeal', title: 'Resume this seal?', button: 'Resume the seal' },
    meaning: 'What is sealed with this certificate is believed again.',
    done: 'The seal is active again',
    call: (visit, reason) => visit.calls.to(contract).resumeSeal({ ...idIn(visit), ...reason }),
  },
  {
    ...{
      word: 'revoke',
      needs: 'credentials.revokeSeal',
      title: 'Revoke this seal?',
      button: 'Revoke the seal',
      danger: true,
    },
    meaning: 'What is sealed with this certificate is refused at once and for ever. This cannot be undone.',
    done: 'The seal is revoked',
    call: (visit, reason) => visit.calls.to(contract).revokeSeal({ ...idIn(visit), ...reason }),
  },
];

export const sealRoutes: readonly Route[] = [
  { method: 'get', path: '/seals', show: listSeals },
  { method: 'get', path: '/seals/new', needs: 'credentials.beginSealRegistration', show: askSeal },
  { method: 'post', path: '/seals/new', show: beginSeal },
  { method: 'post', path: '/seals/proof', show: completeSeal },
  { method: 'get', path: '/seals/:fingerprint256', show: showSeal },
  ...credentialChanges(
    {
      section: { title: 'Seal certificates', path: paths.seals },
      route: '/seals/:fingerprint256',
      pathOf: (visit) => paths.seal(idIn(visit).fingerprint256),
      describe: async (visit) => {
        const seal = await sealOf(visit);
        return { name: seal.serialNumber, facts: sealFacts(seal) };
      },
    },
    changes,
  ),
];
