/** The shares of addresses and certificates at CCN2ng, over all its protocols together. */
import assert from 'node:assert/strict';
import { connect, type TLSSocket } from 'node:tls';
import type { ServiceError } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { after, before, describe, it } from 'mocha';
import { createThrottle } from '../../shared-services/gateway/throttle.ts';
import { createAddressGuard } from '../../shared-services/gateway/throttling/guard.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { createMetrics } from '../../shared-services/kit/metrics.ts';
import { eventually } from '../../shared-services/kit/test-support/samples.ts';
import type { TlsMaterial } from '../uumds/certificate-authority/certificates.ts';
import { ourAuthority } from './test-support/certificates.ts';
import { type Exchange, startExchange, startGateway, type TestGateway } from './test-support/gateway.ts';
import { grpcClient, refusalIn } from './test-support/grpc.ts';
import { send } from './test-support/https.ts';

/** Why a connection has ended. */
const outcomeOf = (socket: TLSSocket): Promise<string> =>
  new Promise((resolve) => {
    let reason = 'closed';
    socket.on('error', (error) => {
      reason = error.message;
    });
    socket.on('close', () => resolve(reason)).resume();
  });

describe('shares at CCN2ng', () => {
  let exchange: Exchange;
  let belgium: TlsMaterial;
  let germany: TlsMaterial;
  before(async () => {
    const authority = await ourAuthority();
    belgium = authority.tls(authority.memberState('BE'));
    germany = authority.tls(authority.memberState('DE'));
    exchange = await startExchange();
  });
  after(() => exchange.stop());

  const byRest = async ({ url }: TestGateway, tls = belgium) =>
    (await send(`${url}/rest/v1/exchange/messages`, { tls })).status;
  const byGrpc = async ({ grpcAddress }: TestGateway): Promise<string> => {
    const client = grpcClient(grpcAddress, { application: 'ccn2ng', service: 'Exchange' }, belgium);
    try {
      await client.call('ListMessages', {});
      return 'answered';
    } catch (error) {
      assert.equal((error as ServiceError).code, status.RESOURCE_EXHAUSTED);
      return String(refusalIn(error).code);
    } finally {
      client.close();
    }
  };

  it('of an address are one for REST and gRPC, whichever Member State asks', async () => {
    const limits = { requests: { requests: 3, periodSeconds: 60 } };
    const addresses = createAddressGuard({ limits, metrics: createMetrics('ccn2ng'), log: silentLogger() });
    const gateway = await startGateway({ addresses }, exchange);
    try {
      assert.deepEqual(
        [await byRest(gateway), await byGrpc(gateway), await byRest(gateway, germany)],
        [200, 'answered', 200],
      );
      assert.deepEqual([await byGrpc(gateway), await byRest(gateway)], ['THROTTLED', 429]);
    } finally {
      await gateway.stop();
    }
  });

  it('of failed handshakes are one for HTTPS and gRPC: then no connection gets as far as a handshake', async () => {
    const limits = { connections: { handshakes: { requests: 3, periodSeconds: 60, blockSeconds: 60 } } };
    const addresses = createAddressGuard({ limits, metrics: createMetrics('ccn2ng'), log: silentLogger() });
    const noted: string[] = [];
    const notes = {
      refused: () => undefined,
      answered: () => undefined,
      connectionRefused: (code: string, address: string | undefined) => void noted.push(`${code} ${address}`),
    };
    const gateway = await startGateway({ addresses, notes }, exchange);
    try {
      const stranger = { ca: belgium.ca };
      const overGrpc = () => {
        const options = { ...stranger, ALPNProtocols: ['h2'], checkServerIdentity: () => undefined };
        return outcomeOf(connect(Number(gateway.grpcAddress.split(':')[1]), '127.0.0.1', options));
      };
      assert.equal(await byRest(gateway), 200);
      for (let count = 0; count < 2; count += 1) {
        await assert.rejects(send(`${gateway.url}/rest/v1/exchange/messages`, { tls: stranger as never }));
        await overGrpc();
      }
      await eventually('locked out', () => noted.includes('LOCKED_OUT 127.0.0.1'));
      assert.deepEqual(
        noted.slice(0, 4),
        Array.from({ length: 4 }, () => 'TLS_HANDSHAKE_REFUSED 127.0.0.1'),
      );
      assert.match(await overGrpc(), /before secure TLS connection|ECONNRESET/);
      await assert.rejects(byRest(gateway, germany));
    } finally {
      await gateway.stop();
    }
  });

  it('of a certificate are its own', async () => {
    const credentialThrottle = createThrottle({ requests: 2, periodSeconds: 60 });
    const gateway = await startGateway({ credentialThrottle }, exchange);
    try {
      assert.deepEqual([await byRest(gateway), await byGrpc(gateway)], [200, 'answered']);
      assert.deepEqual([await byRest(gateway), await byGrpc(gateway)], [429, 'THROTTLED']);
      assert.equal(await byRest(gateway, germany), 200);
    } finally {
      await gateway.stop();
    }
  });
});
