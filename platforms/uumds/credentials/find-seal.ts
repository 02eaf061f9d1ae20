import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import type { contract } from './contract.ts';
import { sealStateAt } from './domain/seal.ts';
import type { Use } from './register-api-client.ts';
import { findSealRow } from './storage/seals.ts';
import { isBarred } from './storage/standing.ts';

type Find = (typeof contract)['services']['CredentialRegister']['operations']['findSeal'];

export const findSeal =
  ({ store, clock }: Use): Handler<RequestOf<Find>, ReplyOf<Find>> =>
  async ({ fingerprint256 }) => {
    const seal = await findSealRow(store, fingerprint256);
    if (seal === undefined) return {};
    const registered = sealStateAt(seal, clock.nowMs());
    const barred = registered === 'active' && (await isBarred(store, 'certificate', fingerprint256, clock.nowMs()));
    const state = barred ? 'suspended' : registered;
    const { eori, usableUntilMs, certificate } = seal;
    return { seal: { eori, state, notAfter: toSecond(usableUntilMs), certificate: certificate.toString('base64') } };
  };
