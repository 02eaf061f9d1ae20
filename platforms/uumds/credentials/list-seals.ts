import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import type { contract } from './contract.ts';
import { maxSeals } from './messages/seals.ts';
import type { Use } from './register-api-client.ts';
import { sealFacts } from './seal-view.ts';
import { listSealsOf } from './storage/seals.ts';

type List = (typeof contract)['services']['SealCertificates']['operations']['listSeals'];

export const listSeals =
  ({ store, clock }: Use): Handler<RequestOf<List>, ReplyOf<List>> =>
  async (_, { caller }) => {
    const seals = await listSealsOf(store, caller.party, maxSeals);
    const nowMs = clock.nowMs();
    return seals.length === 0 ? {} : { seal: seals.map((seal) => sealFacts(seal, nowMs)) };
  };
