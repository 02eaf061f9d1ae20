/** CCN2ng, its exchange, and a national system on CXF, all with certificates of one authority. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Protection } from '../../../../shared-services/gateway/soap/security/protect.ts';
import { makeAuthority } from '../../../../shared-services/gateway/soap/security/test-support/messages.ts';
import { systemClock } from '../../../../shared-services/kit/clock.ts';
import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import { createMetrics } from '../../../../shared-services/kit/metrics.ts';
import type { DevelopmentCertificates } from '../../../uumds/certificate-authority/development.ts';
import { startPush } from '../../exchange/push.ts';
import { createMemberStateSecurity } from '../../security/member-state-security.ts';
import { trustIn } from '../../test-support/certificates.ts';
import { catalogue, letter, mrn, startExchange, startGateway, type TestGateway } from '../../test-support/gateway.ts';
import { type NationalSystem, startNationalSystem } from './national-system.ts';

interface Outcome {
  readonly acknowledged_by: string | null;
  readonly last_error: string | null;
}

export interface Scene {
  readonly system: NationalSystem;
  /** One for each protection that is agreed. */
  readonly gateway: (agreed: Protection) => Promise<TestGateway>;
  /** What came of one message that was pushed to the system, which receives as it is ordered to. */
  readonly pushed: (agreed: Protection, order: object) => Promise<Outcome>;
  end(): Promise<void>;
}

const pemsIn = (text: string) => text.split(/(?<=-----END CERTIFICATE-----)/);

const writeKeys = async (directory: string, authority: DevelopmentCertificates): Promise<void> => {
  const [certificate = '', issuer = ''] = pemsIn(authority.service('ccn2ng', 'push').certificate);
  await writeFile(join(directory, 'ccn2ng.pem'), certificate);
  await writeFile(join(directory, 'issuer.pem'), issuer);
  await writeFile(join(directory, 'anchor.pem'), authority.trustAnchor);
  const options = ['-name', 'be', '-passout', 'pass:interop', '-out', join(directory, 'own.p12')];
  const { status } = spawnSync('openssl', ['pkcs12', '-export', '-in', authority.memberState('BE').path, ...options]);
  if (status !== 0) throw new Error('openssl wrote no key store');
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const quick = { timeoutMs: 20_000, lookEveryMs: 100, backOff: { firstMs: 200, longestMs: 500, rejectedMs: 500 } };

export const setScene = async (keyType: 'RSA-2048' | 'EC-P256'): Promise<Scene> => {
  const made = await makeAuthority(keyType);
  const { certificates: authority } = made;
  const directory = await mkdtemp(join(tmpdir(), 'portorium-cxf-'));
  await writeKeys(directory, authority);
  const exchange = await startExchange();
  const system = await startNationalSystem(directory);
  const trust = await trustIn(authority);
  const { key, certificate: cert } = authority.service('ccn2ng', 'push');
  const server = authority.gateway('ccn2ng');
  const shown = { server: { key: server.key, cert: server.certificate }, client: { key, cert } };
  const { trustAnchor } = authority;
  const settings = (agreed: Protection) => ({
    protection: new Map([['BE', agreed]]),
    recipients: new Map([['BE', authority.memberState('BE').certificate]]),
  });
  const gateways = new Map<Protection, Promise<TestGateway>>();
  const open = (agreed: Protection) =>
    startGateway({ certificates: () => ({ ...shown, trustAnchor }), trust, security: settings(agreed) }, exchange);

  const startPushing = (agreed: Protection, url: string) =>
    startPush({
      ...{ store: exchange.store, catalogue, memberStates: new Map([['BE', url]]), settings: quick },
      tls: { own: () => authority.tls(authority.service('ccn2ng', 'push')), trust },
      security: createMemberStateSecurity({
        ...{ settings: settings(agreed), own: () => shown.client, trustAnchor, trust, clock: systemClock },
        assertFirst: async () => {},
      }),
      ...{ clock: systemClock, log: silentLogger(), metrics: createMetrics('ccn2ng') },
    });
  const outcomeOf = async (messageId: string): Promise<Outcome> => {
    for (;;) {
      const [row] = await exchange.query<Outcome>(
        'select acknowledged_by, last_error from exchange_message where message_id = $1',
        [messageId],
      );
      if (row!.acknowledged_by !== null || row!.last_error !== null) return row!;
      await new Promise((done) => setTimeout(done, 100));
    }
  };

  return {
    system,
    gateway: (agreed) => {
      const gateway = gateways.get(agreed) ?? open(agreed);
      gateways.set(agreed, gateway);
      return gateway;
    },
    pushed: async (agreed, order) => {
      const port = await freePort();
      const listening = await system.ask({ order: 'receive', port, ...order });
      if (listening.result !== 'listens') throw new Error(JSON.stringify(listening));
      const message = letter('BE', mrn(port));
      await exchange.deliver(message);
      const push = startPushing(agreed, `https://127.0.0.1:${port}`);
      const outcome = await outcomeOf(message.messageId).finally(() => push.stop());
      const { arrivals = [] } = await system.ask({ order: 'arrivals' });
      await exchange.query('delete from exchange_message');
      if ((outcome.acknowledged_by !== null) !== (arrivals.length === 1))
        throw new Error('acknowledged is not arrived');
      return outcome;
    },
    end: async () => {
      await system.stop();
      for (const gateway of gateways.values()) await (await gateway).stop();
      await exchange.stop();
      await made.remove();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
