import assert from 'node:assert/strict';
import { join } from 'node:path';
import { status as grpcStatus } from '@grpc/grpc-js';
import { ourAuthority } from '../../platforms/ccn2ng/test-support/certificates.ts';
import { startGateway, type TestGateway } from '../../platforms/ccn2ng/test-support/gateway.ts';
import { grpcClient } from '../../platforms/ccn2ng/test-support/grpc.ts';
import { send } from '../../platforms/ccn2ng/test-support/https.ts';
import { shippedCodeLists } from '../../platforms/cdco/entry/test-support/shipped-code-lists.ts';
import { startTestGateway } from '../../platforms/speed2ng/test-support/gateway.ts';
import { createTestRealm } from '../../platforms/speed2ng/test-support/tokens.ts';
import { ensureAuthorities } from '../../platforms/uumds/certificate-authority/authorities.ts';
import { credential, type TlsMaterial } from '../../platforms/uumds/certificate-authority/certificates.ts';
import { ensureParty } from '../../platforms/uumds/certificate-authority/party.ts';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { createMetrics } from '../../shared-services/kit/metrics.ts';
import { startSharedServices } from '../../shared-services/server.ts';
import type { PlacedOperation } from '../contract/language.ts';
import {
  byRest,
  carriedOn,
  codeIn,
  contracts,
  type Door,
  exampleOf,
  exchangeFor,
  operations,
  type Proof,
  profileFor,
  speakerOf,
  type Walked,
  walk,
} from './wire-table.ts';

const codeLists = shippedCodeLists();

const assertKept = ({ rows, carried, wrong }: Walked, atLeast: number) => {
  assert.deepEqual(wrong, [], 'A gateway offers what contracts grant to its circle, and nothing else.');
  // A table whose every row is a refusal would be kept by a door that is shut.
  assert.ok(carried >= atLeast && rows > 4 * atLeast, `${carried} of ${rows} messages were carried on`);
};

describe('the table of permissions over the wire', () => {
  it('is kept at SPEED2ng, by REST and SOAP', async () => {
    const gateway = await startTestGateway({ catalogue: contracts, codeLists });
    gateway.answerWith(async () => ({}));
    // Mandates have their own table: here everybody has those that the examples need.
    gateway.entitleWith(async () => ({ entitled: true }));
    const authorizationOf = (placed: PlacedOperation, proof: Proof, eori: string): Promise<string> => {
      if (proof === 'another circle')
        return gateway.authorization({ circle: 'administrators', profiles: ['operator', 'declarant'], eori });
      return gateway.authorization({
        eori,
        profiles: [proof === 'right' ? profileFor(placed, 'untrusted') : 'nobody'],
      });
    };
    const door: Door = {
      name: 'SPEED2ng',
      circle: 'untrusted',
      protocols: ['REST', 'SOAP 1.1', 'SOAP 1.2'],
      withoutProof: ['TOKEN_MISSING'],
      attempt: async (placed, protocol, proof) => {
        const message = exampleOf(placed) ?? {};
        const exchange =
          exampleOf(placed) === undefined && protocol !== 'REST' ? undefined : exchangeFor(protocol, placed, message);
        if (exchange === undefined) return undefined;
        const proved =
          proof === 'none' ? {} : { Authorization: await authorizationOf(placed, proof, speakerOf(placed, message)) };
        gateway.seen.length = 0;
        const { path, method, headers, body = null } = exchange;
        const answer = await fetch(`${gateway.url}${path}`, { method, headers: { ...headers, ...proved }, body });
        const text = await answer.text();
        return gateway.seen.length > 0
          ? gateway.seen[0]?.operationId === placed.id
            ? carriedOn
            : `carried to ${gateway.seen[0]?.operationId}`
          : codeIn(text);
      },
    };
    try {
      assertKept(await walk(door), 25);
    } finally {
      await gateway.stop();
    }
  });

  it('is kept at the shared services, by REST', async () => {
    const { bearer, token } = await createTestRealm(systemClock);
    const seen: string[] = [];
    const server = await startSharedServices({
      carry: async (id) => {
        seen.push(id);
        return {};
      },
      catalogue: contracts,
      codeLists,
      bearer,
      host: '127.0.0.1',
      port: 0,
      clock: systemClock,
      log: silentLogger(),
      metrics: createMetrics('shared-services'),
    });
    const door: Door = {
      name: 'the shared services',
      circle: 'administrators',
      protocols: ['REST'],
      withoutProof: ['TOKEN_MISSING'],
      attempt: async (placed, _, proof) => {
        const exchange = byRest(placed, exampleOf(placed) ?? {});
        if (exchange === undefined) return undefined;
        const circle = proof === 'another circle' ? 'untrusted' : 'administrators';
        const profiles = [
          proof === 'right' ? profileFor(placed, 'administrators') : proof === 'another circle' ? 'auditor' : 'nobody',
        ];
        const proved =
          proof === 'none'
            ? {}
            : { Authorization: `Bearer ${await token({ circle, profiles, eori: 'BE0000000001' })}` };
        seen.length = 0;
        const { path, method, headers, body = null } = exchange;
        const answer = await fetch(`${server.url}${path}`, { method, headers: { ...headers, ...proved }, body });
        const text = await answer.text();
        return seen.includes(placed.id) ? carriedOn : codeIn(text);
      },
    };
    try {
      assertKept(await walk(door), 1);
    } finally {
      await server.stop();
    }
  });

  describe('of the trusted circle', () => {
    let gateway: TestGateway;
    let certificates: Readonly<Record<string, TlsMaterial>>;
    let anchor: string;
    const seen: string[] = [];

    /** A certificate of the trusted circle with a profile of one's own. */
    const certificateOf = async (profile: string): Promise<TlsMaterial> => {
      const authority = await ourAuthority();
      const settings = {
        directory: authority.directory,
        clock: systemClock,
        memberStates: [],
        hosts: ['127.0.0.1'],
        services: [],
        keyType: 'EC-P256',
        log: silentLogger(),
      } as const;
      const { trusted } = await ensureAuthorities(settings);
      const path = join(authority.directory, 'member-states', `BE-${profile}.pem`);
      const request = {
        commonName: profile,
        keyType: settings.keyType,
        hosts: ['127.0.0.1'],
        uses: ['client'],
        uri: `portorium://trusted/BE/${profile}`,
      } as const;
      return authority.tls(credential(path, await ensureParty(settings, { path, authority: trusted, request })));
    };

    before(async () => {
      const authority = await ourAuthority();
      anchor = authority.trustAnchor;
      const profiles = new Set(
        operations.flatMap(({ operation }) =>
          operation.audience.filter(({ circle }) => circle === 'trusted').flatMap((one) => one.profiles),
        ),
      );
      const made = await Promise.all(
        [...profiles, 'nobody'].map(async (profile) => [profile, await certificateOf(profile)] as const),
      );
      certificates = { ...Object.fromEntries(made), central: authority.tls(authority.service('cdco')) };
      gateway = await startGateway({
        catalogue: contracts,
        codeLists,
        carry: async (id) => {
          seen.push(id);
          return {};
        },
      });
    });
    after(() => gateway.stop());

    const tlsFor = (placed: PlacedOperation, proof: Proof): Partial<TlsMaterial> => {
      if (proof === 'none') return { ca: anchor };
      const name =
        proof === 'another circle' ? 'central' : proof === 'right' ? profileFor(placed, 'trusted') : 'nobody';
      return certificates[name] ?? certificates['national-entry-system'] ?? {};
    };

    /** TLS itself refuses: no byte of an answer is seen. */
    const noHandshake = 'no handshake';

    it('is kept at CCN2ng, by REST and SOAP', async () => {
      const door: Door = {
        name: 'CCN2ng',
        circle: 'trusted',
        protocols: ['REST', 'SOAP 1.2'],
        withoutProof: [noHandshake],
        attempt: async (placed, protocol, proof) => {
          const message = exampleOf(placed) ?? {};
          const exchange =
            exampleOf(placed) === undefined && protocol !== 'REST' ? undefined : exchangeFor(protocol, placed, message);
          if (exchange === undefined) return undefined;
          seen.length = 0;
          try {
            const { text } = await send(`${gateway.url}${exchange.path}`, { ...exchange, tls: tlsFor(placed, proof) });
            return seen.includes(placed.id) ? carriedOn : codeIn(text);
          } catch (error) {
            return proof === 'none' ? noHandshake : String(error);
          }
        },
      };
      assertKept(await walk(door), 12);
    });

    it('is kept at CCN2ng, by gRPC', async () => {
      const published = operations.filter(({ service }) => service.internal !== true);
      const door: Door = {
        name: 'CCN2ng',
        circle: 'trusted',
        protocols: ['gRPC'],
        withoutProof: [noHandshake],
        attempt: async (placed, _, proof) => {
          if (!published.includes(placed) || placed.operation.streams === true || proof === 'none') return undefined;
          const client = grpcClient(
            gateway.grpcAddress,
            { application: placed.application.name, service: placed.serviceName },
            tlsFor(placed, proof) as TlsMaterial,
          );
          seen.length = 0;
          try {
            await client.call(placed.name[0]?.toUpperCase() + placed.name.slice(1), exampleOf(placed) ?? {});
            return seen.includes(placed.id) ? carriedOn : 'answered by another';
          } catch (error) {
            if (seen.includes(placed.id)) return carriedOn;
            const { code } = error as { readonly code?: number };
            if (code === grpcStatus.UNIMPLEMENTED) return 'OPERATION_UNKNOWN';
            return code === grpcStatus.PERMISSION_DENIED ? 'CALLER_NOT_ADMITTED' : String(error);
          } finally {
            client.close();
          }
        },
      };
      assertKept(await walk(door), 10);
    });
  });
});
