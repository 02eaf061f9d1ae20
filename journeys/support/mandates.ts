/** Mandates for journeys: given and taken in the ordinary way, by the administrators of both sides. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Trader } from '../../start/demo/trader.ts';
import type { Json } from './filings.ts';

export const propose = async (mandator: Trader, terms: Json): Promise<Json> => {
  const answer = await mandator.post('/rest/v1/mandates', { reference: randomUUID().slice(0, 35), ...terms });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
};

const changed = async (party: Trader, mandateId: string, path: string): Promise<Json> => {
  const answer = await party.post(`/rest/v1/mandates/${mandateId}/${path}`, {});
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};

export const accept = (mandatary: Trader, mandateId: string): Promise<Json> =>
  changed(mandatary, mandateId, 'acceptance');

export const revoke = (party: Trader, mandateId: string): Promise<Json> => changed(party, mandateId, 'revocation');

export const agree = async (mandator: Trader, mandatary: Trader, terms: Json): Promise<Json> =>
  accept(mandatary, (await propose(mandator, terms)).mandateId);
