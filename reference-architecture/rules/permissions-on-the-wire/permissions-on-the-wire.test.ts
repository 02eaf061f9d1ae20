import assert from 'node:assert/strict';
import { status as grpcStatus } from '@grpc/grpc-js';
import { authoritySettings, ourAuthority, trustIn } from '../../../platforms/ccn2ng/test-support/certificates.ts';
import { startGateway, type TestGateway } from '../../../platforms/ccn2ng/test-support/gateway.ts';
import { grpcClient, refusalIn } from '../../../platforms/ccn2ng/test-support/grpc.ts';
import { send } from '../../../platforms/ccn2ng/test-support/https.ts';
import { shippedCodeLists } from '../../../platforms/cdco/entry/test-support/shipped-code-lists.ts';
import { startTestGateway } from '../../../platforms/speed2ng/test-support/gateway.ts';
import { createTestRealm } from '../../../platforms/speed2ng/test-support/tokens.ts';
import type { TlsMaterial } from '../../../platforms/uumds/certificate-authority/certificates.ts';
import { ensureDevelopmentCertificates } from '../../../platforms/uumds/certificate-authority/development.ts';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { createMetrics } from '../../../shared-services/kit/metrics.ts';
import { startSharedServices } from '../../../shared-services/server.ts';
import { certificateProofs, certificateRefusals, type TlsOfProof } from './certificates.ts';
import {
  codeIn,
  contracts,
  type Exchange,
  exampleOf,
  exchangeFor,
  operations,
  speakerOf,
  spokenFor,
} from './messages.ts';
import { carriedOn, type Door, noHandshake, type Outcome, type Walked, walk } from './table.ts';
import { factsOfProof, standingOfTheTable, tokenRefusals } from './tokens.ts';

const codeLists = shippedCodeLists();

const assertKept = ({ rows, carried, wrong }: Walked, atLeast: number) => {
  assert.deepEqual(wrong, [], 'A gateway offers what contracts grant to its circle, and nothing else.');
  // A table whose every row is a refusal would be kept by a door that is shut.
  assert.ok(carried >= atLeast && rows > 4 * atLeast, `${carried} of ${rows} messages were carried on`);
};

const post = async (url: string, exchange: Exchange, proof: Readonly<Record<string, string>>): Promise<string> => {
  const { path, method, headers, body = null } = exchange;
  const answer = await fetch(`${url}${path}`, { method, headers: { ...headers, ...proof }, body });
  return answer.text();
};

/** Where a call ended that was carried on. */
const endOf = (seen: readonly string[], id: string, refusal: () => Outcome): Outcome => {
  if (seen.length === 0) return refusal();
  return seen[0] === id ? carriedOn : `carried to ${seen[0]}`;
};

describe('the table of permissions over the wire', () => {
  it('is kept at SPEED2ng, by REST and SOAP', async () => {
    const gateway = await startTestGateway({ catalogue: contracts, codeLists }, await standingOfTheTable());
    gateway.answerWith(async () => ({}));
    const principal = 'FI0000000017';
    const door: Door = {
      name: 'SPEED2ng',
      circle: 'untrusted',
      protocols: ['REST', 'SOAP 1.1', 'SOAP 1.2'],
      refusals: { ...tokenRefusals, 'a mandate that was revoked': 'NOT_ENTITLED' },
      attempt: async (placed, protocol, proof) => {
        const own = exampleOf(placed) ?? {};
        const isForAnother = proof === 'a mandate that was revoked';
        const message = isForAnother ? spokenFor(placed, own, principal) : own;
        const exchange = message && exchangeFor(protocol, placed, message);
        if (exchange === undefined) return undefined;
        const facts = factsOfProof(placed, 'untrusted', proof);
        const eori = speakerOf(placed, own);
        // What UUM&DS answers; that it decides so is shown where mandates are.
        gateway.entitleWith(async () =>
          isForAnother ? { entitled: false, reason: 'MANDATE_REVOKED', lacking: 'caller' } : { entitled: true },
        );
        const shown = facts && { Authorization: await gateway.authorization({ eori, ...facts }) };
        gateway.seen.length = 0;
        const text = await post(gateway.url, exchange, shown ?? {});
        return endOf(
          gateway.seen.map(({ operationId }) => operationId),
          placed.id,
          () => codeIn(text),
        );
      },
    };
    try {
      assertKept(await walk(door), 25);
    } finally {
      await gateway.stop();
    }
  });

  it('is kept at the shared services, by REST', async () => {
    const { bearer, token } = await createTestRealm(systemClock, await standingOfTheTable());
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
      refusals: tokenRefusals,
      attempt: async (placed, protocol, proof) => {
        const exchange = exchangeFor(protocol, placed, exampleOf(placed) ?? {});
        if (exchange === undefined) return undefined;
        const facts = factsOfProof(placed, 'administrators', proof);
        const shown = facts && { Authorization: `Bearer ${await token({ eori: 'BE0000000001', ...facts })}` };
        seen.length = 0;
        const text = await post(server.url, exchange, shown ?? {});
        return endOf(seen, placed.id, () => codeIn(text));
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
    let tlsOf: TlsOfProof;
    const seen: string[] = [];

    before(async () => {
      tlsOf = await certificateProofs();
      // As the authority publishes it now, its list of what was revoked included.
      const trust = await trustIn(
        await ensureDevelopmentCertificates(authoritySettings((await ourAuthority()).directory)),
      );
      const carry = async (id: string) => {
        seen.push(id);
        return {};
      };
      gateway = await startGateway({ catalogue: contracts, codeLists, carry, trust });
    });
    after(() => gateway.stop());

    it('is kept at CCN2ng, by REST and SOAP', async () => {
      const door: Door = {
        name: 'CCN2ng',
        circle: 'trusted',
        protocols: ['REST', 'SOAP 1.2'],
        refusals: certificateRefusals,
        attempt: async (placed, protocol, proof) => {
          const exchange = exchangeFor(protocol, placed, exampleOf(placed) ?? {});
          if (exchange === undefined) return undefined;
          seen.length = 0;
          try {
            const { text } = await send(`${gateway.url}${exchange.path}`, { ...exchange, tls: tlsOf(placed, proof) });
            return endOf(seen, placed.id, () => codeIn(text));
          } catch (error) {
            // The connection ended without an answer: whoever it was, TLS has not let it in.
            return /alert|ECONNRESET|socket hang up/.test(String(error)) ? noHandshake : String(error);
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
        refusals: certificateRefusals,
        attempt: async (placed, _, proof) => {
          if (!published.includes(placed) || placed.operation.streams === true || proof === 'none') return undefined;
          const of = { application: placed.application.name, service: placed.serviceName };
          const client = grpcClient(gateway.grpcAddress, of, tlsOf(placed, proof) as TlsMaterial);
          seen.length = 0;
          try {
            await client.call(placed.name[0]?.toUpperCase() + placed.name.slice(1), exampleOf(placed) ?? {});
            return endOf(seen, placed.id, () => 'answered by nobody');
          } catch (error) {
            return endOf(seen, placed.id, () => grpcOutcome(error));
          } finally {
            client.close();
          }
        },
      };
      assertKept(await walk(door), 10);
    });
  });
});

const grpcOutcome = (error: unknown): Outcome => {
  const { code } = error as { readonly code?: number };
  if (code === grpcStatus.UNIMPLEMENTED) return 'OPERATION_UNKNOWN';
  if (code === grpcStatus.PERMISSION_DENIED || code === grpcStatus.UNAUTHENTICATED)
    return String(refusalIn(error).code);
  // Without a handshake no status of ours is seen: gRPC says that nobody is there.
  return code === grpcStatus.UNAVAILABLE ? noHandshake : String(error);
};
