/** The application on a real database, asked by operators through SPEED2ng, by gateways and by the sign-in. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Call, newId } from '../../../../shared-services/kit/call.ts';
import { startTestApplication } from '../../../../shared-services/kit/test-support/application.ts';
import { sampleCall } from '../../../../shared-services/kit/test-support/samples.ts';
import type { ApiClientView } from '../api-client-view.ts';
import application from '../application.ts';
import { putOperatorProfiles } from '../storage/operator-profiles.ts';

export interface AskAs {
  readonly eori?: string;
  readonly profiles?: readonly string[];
  readonly messageId?: string;
}

export const parcels = 'BE0000000001';
export const express = 'BE0000000003';

/** A public key as a registration has it, and the private one. */
export const keyPair = (kid?: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  return { jwk: { kty, crv, x, y, ...(kid === undefined ? {} : { kid }) }, privateKey: privateKey as KeyObject };
};

export const registration = (more: Readonly<Record<string, unknown>> = {}) => ({
  name: 'Warehouse',
  profiles: ['declarant'],
  authentication: 'private_key_jwt',
  jwks: { keys: [keyPair().jwk] },
  ...more,
});

const callOf = (caller: Call['caller'], via: string, messageId: string, nowMs: number): Call =>
  sampleCall({ caller, via, messageId, deadlineAtMs: nowMs + 60_000 });

export const startScene = async () => {
  const running = await startTestApplication(application);
  const { host, clock } = running;
  await putOperatorProfiles(host.storeOf('credentials'), [
    { eori: parcels, profiles: ['declarant'] },
    { eori: express, profiles: ['declarant', 'carrier'] },
    { eori: 'NL0000000004', profiles: ['declarant', 'carrier'] },
  ]);
  const now = () => clock.nowMs();
  const asOperator = <Reply>(operation: string, request: unknown, as: AskAs = {}) => {
    const { eori: party = parcels, profiles = ['administrator'], messageId = newId() } = as;
    const caller = { circle: 'untrusted' as const, party, profiles, subject: `person-of-${party}` };
    const call = callOf(caller, 'speed2ng', messageId, now());
    return host.dispatch(`credentials.${operation}`, request, call, 'speed2ng') as Promise<Reply>;
  };
  const asPlatform = <Reply>(platform: string, operation: string, request: unknown) => {
    const caller = { circle: 'central' as const, party: platform, profiles: [platform], subject: platform };
    const call = callOf(caller, platform, newId(), now());
    return host.dispatch(`credentials.${operation}`, request, call, platform) as Promise<Reply>;
  };
  return {
    ...running,
    asOperator,
    asPlatform,
    register: (more?: Readonly<Record<string, unknown>>, as?: AskAs) =>
      asOperator<ApiClientView>('registerApiClient', registration(more), as),
  };
};

export type Scene = Awaited<ReturnType<typeof startScene>>;
