/** The shares of addresses and certificates at CCN2ng, over all its protocols together. */
import assert from 'node:assert/strict';
import type { ServiceError } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { after, before, describe, it } from 'mocha';
import { createThrottle } from '../../shared-services/gateway/throttle.ts';
import { createAddressGuard } from '../../shared-services/gateway/throttling/guard.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { createMetrics } from '../../shared-services/kit/metrics.ts';
import type { TlsMaterial } from '../uumds/certificate-authority/certificates.ts';
import { ourAuthority } from './test-support/certificates.ts';
import { type Exchange, startExchange, startGateway, type TestGateway } from './test-support/gateway.ts';
import { grpcClient, refusalIn } from './test-support/grpc.ts';
import { send } from './test-support/https.ts';

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
