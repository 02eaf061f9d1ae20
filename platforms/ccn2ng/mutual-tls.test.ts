import assert from 'node:assert/strict';
import { createPrivateKey, KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import { defaultRevocationPolicy } from '../../shared-services/kit/identity/revocation.ts';
import { createTrust, type Trust } from '../../shared-services/kit/identity/trust.ts';
import { X509CertificateGenerator } from '../../shared-services/kit/identity/x509.ts';
import { createLogger, silentLogger } from '../../shared-services/kit/logging.ts';
import { eventually } from '../../shared-services/kit/test-support/samples.ts';
import { ensureAuthorities } from '../uumds/certificate-authority/authorities.ts';
import { certificatesOf, parseBundle } from '../uumds/certificate-authority/bundle.ts';
import type { TlsMaterial } from '../uumds/certificate-authority/certificates.ts';
import {
  type DevelopmentCertificates,
  ensureDevelopmentCertificates,
} from '../uumds/certificate-authority/development.ts';
import { issueParty } from '../uumds/certificate-authority/issue.ts';
import { issueNamed, revoke } from '../uumds/certificate-authority/operations.ts';
import { anotherAuthority, authoritySettings, ourAuthority } from './test-support/certificates.ts';
import { letter, mrn, startGateway, type TestGateway } from './test-support/gateway.ts';
import { grpcClient, refusalIn, type UnaryClient } from './test-support/grpc.ts';

const path = '/rest/v1/exchange/messages';

interface Answer {
  readonly status: number;
  readonly code: string;
}

const ask = (url: string, agent: https.Agent, query = ''): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = https.get(`${url}${path}${query}`, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, code: /"code":"(\w+)"/.exec(text)?.[1] ?? '' }),
      );
    });
    request.on('error', reject);
  });

describe('mutual TLS at CCN2ng', () => {
  let gateway: TestGateway;
  let authority: DevelopmentCertificates;
  let trust: Trust;
  const logged: string[] = [];
  const agents: https.Agent[] = [];
  const clients: UnaryClient[] = [];

  const refresh = async () => {
    authority = await ensureDevelopmentCertificates(authoritySettings(authority.directory));
    await trust.replace(authority);
  };

  before(async () => {
    authority = await ourAuthority();
    const clock = { nowMs: () => Date.now() };
    trust = await createTrust(authority, { policy: defaultRevocationPolicy, clock, log: silentLogger() });
    const log = createLogger({
      level: 'warn',
      platform: 'ccn2ng',
      destination: { write: (line: string) => void logged.push(line) },
    });
    gateway = await startGateway({ trust, log });
  });
  after(() => gateway.stop());
  afterEach(() => {
    for (const agent of agents.splice(0)) agent.destroy();
    for (const client of clients.splice(0)) client.close();
    logged.length = 0;
  });

  const agentWith = (tls: Partial<TlsMaterial>, more: https.AgentOptions = {}): https.Agent => {
    const agent = new https.Agent({ ca: authority.trustAnchor, ...tls, keepAlive: true, maxSockets: 1, ...more });
    agents.push(agent);
    return agent;
  };
  const byRest = (tls: Partial<TlsMaterial>, more: https.AgentOptions = {}) => ask(gateway.url, agentWith(tls, more));
  const overGrpc = (tls: TlsMaterial) => {
    const client = grpcClient(gateway.grpcAddress, { application: 'ccn2ng', service: 'Exchange' }, tls);
    clients.push(client);
    return client;
  };
  const codeOverGrpc = (client: UnaryClient): Promise<string> =>
    client.call('ListMessages', {}).then(
      () => 'answered',
      (error: grpc.ServiceError) => {
        const [bytes] = error.metadata.get('portorium-refusal-bin');
        return bytes === undefined ? grpc.status[error.code] : (JSON.parse(String(bytes)) as { code: string }).code;
      },
    );
  const party = async (name: string, uri: string): Promise<TlsMaterial> => {
    const settings = authoritySettings(authority.directory);
    await issueNamed(settings, { name, uri, hosts: ['127.0.0.1'] });
    const pem = await readFile(join(authority.directory, `${name}.pem`), 'utf8');
    return { key: pem, cert: pem, ca: authority.trustAnchor };
  };
  /** Refused by the handshake on both doors; the line that says why, of the first. */
  const refusedByTls = async (tls: TlsMaterial, more: https.AgentOptions = {}): Promise<string> => {
    await assert.rejects(byRest(tls, more));
    assert.equal(await codeOverGrpc(overGrpc({ ...tls, ca: authority.trustAnchor })), 'UNAVAILABLE');
    const line = logged.find((one) => one.includes('a TLS handshake was refused'));
    return line ?? assert.fail('nothing was logged');
  };

  it('lets a Member State in by TLS 1.3', async () => {
    const { port, hostname: host } = new URL(gateway.url);
    const socket = connect({ host, port: Number(port), ...authority.tls(authority.memberState('BE')) });
    const protocol = await new Promise((resolve, reject) => {
      socket.once('secureConnect', () => resolve(socket.getProtocol())).once('error', reject);
    });
    socket.destroy();
    assert.equal(protocol, 'TLSv1.3');
    assert.equal((await byRest(authority.tls(authority.memberState('BE')))).status, 200);
    assert.equal(await codeOverGrpc(overGrpc(authority.tls(authority.memberState('BE')))), 'answered');
  });

  it('does not speak TLS 1.2, unless it is told to', async () => {
    const BE = authority.tls(authority.memberState('BE'));
    await assert.rejects(byRest(BE, { maxVersion: 'TLSv1.2' }), /protocol version|EPROTO|ECONNRESET/);
    assert.match(logged.join(), /versions of TLS that are not taken/);
    const older = await startGateway({ trust, minTlsVersion: 'TLSv1.2' }, gateway.exchange);
    const agent = agentWith(BE, { maxVersion: 'TLSv1.2' });
    assert.equal((await ask(older.url, agent)).status, 200);
    // What has no forward secrecy is not spoken by 1.2 either.
    await assert.rejects(ask(older.url, agentWith(BE, { maxVersion: 'TLSv1.2', ciphers: 'AES256-GCM-SHA384' })));
    await older.stop();
  });

  it('never goes on with an earlier session: each connection shows its certificate', async () => {
    const BE = authority.tls(authority.memberState('BE'));
    const { port, hostname: host } = new URL(gateway.url);
    const open = (session?: Buffer) =>
      new Promise<{ socket: TLSSocket; session: Buffer | undefined }>((resolve, reject) => {
        let ticket: Buffer | undefined;
        const socket = connect({ host, port: Number(port), ...BE, ...(session && { session }) });
        socket.on('session', (given) => {
          ticket = given;
        });
        socket.once('error', reject).once('secureConnect', () => {
          socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
          socket.once('data', () => resolve({ socket, session: ticket }));
        });
      });
    const first = await open();
    first.socket.destroy();
    const second = await open(first.session ?? first.socket.getSession());
    assert.equal(second.socket.isSessionReused(), false);
    second.socket.destroy();
  });

  it('refuses who shows no certificate', async () => {
    await assert.rejects(byRest({ ca: authority.trustAnchor }));
    assert.match(logged.join(), /it showed no certificate/);
  });

  it('refuses a certificate that has ended', async () => {
    const { trusted } = await ensureAuthorities(authoritySettings(authority.directory));
    const ended = await issueParty(trusted, {
      commonName: 'ended',
      keyType: 'EC-P256',
      validity: { notBeforeMs: Date.now() - 7200_000, notAfterMs: Date.now() - 3600_000 },
      uri: 'portorium://trusted/BE/national-entry-system',
      hosts: [],
      uses: ['client'],
    });
    assert.match(
      await refusedByTls({ key: ended.pem, cert: ended.pem, ca: authority.trustAnchor }),
      /"code":"CERT_HAS_EXPIRED".*has ended/,
    );
  });

  it('refuses a certificate of another root', async () => {
    const other = await anotherAuthority();
    assert.match(
      await refusedByTls({ ...other.tls(other.memberState('BE')), ca: authority.trustAnchor }),
      /its authority is not known here|does not lead to the trust anchor|another root/,
    );
  });

  it('refuses a certificate that its owner has signed', async () => {
    const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const made = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=BE',
      keys,
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 60_000),
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    });
    const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }) as string;
    assert.match(
      await refusedByTls({ key, cert: made.toString('pem'), ca: authority.trustAnchor }),
      /it has signed its certificate itself/,
    );
  });

  it('refuses a chain without its intermediate certificate, and says so', async () => {
    const { key, certificate } = authority.memberState('BE');
    const alone = new X509Certificate(certificate).toString();
    assert.ok(createPrivateKey(key));
    assert.match(
      await refusedByTls({ key, cert: alone, ca: authority.trustAnchor }),
      /an intermediate certificate is missing/,
    );
  });

  it('refuses the circle of the platforms, on both doors', async () => {
    const cdco = authority.tls(authority.service('cdco'));
    assert.deepEqual(await byRest(cdco), { status: 403, code: 'CALLER_NOT_ADMITTED' });
    assert.equal(await codeOverGrpc(overGrpc(cdco)), 'CALLER_NOT_ADMITTED');
  });

  it('refuses a certificate that the root’s other authority issued with a name of this circle', async () => {
    const { central } = await ensureAuthorities(authoritySettings(authority.directory));
    const crossed = await issueParty(central, {
      commonName: 'crossed',
      keyType: 'EC-P256',
      validity: { notBeforeMs: Date.now() - 1000, notAfterMs: Date.now() + 3600_000 },
      uri: 'portorium://trusted/BE/national-entry-system',
      hosts: [],
      uses: ['client'],
    });
    // By the name constraint in TLS already; trust.ts refuses it as well, for authorities without one.
    await refusedByTls({ key: crossed.pem, cert: certificatesOf(parseBundle(crossed.pem)), ca: authority.trustAnchor });
    assert.throws(() => trust.assertTrusted(crossed.certificate), /CERTIFICATE_NOT_TRUSTED/);
  });

  it('refuses what is revoked on a connection that is open, by REST and by gRPC', async () => {
    const FR = await party('member-states/FR-revoked', 'portorium://trusted/FR/national-entry-system');
    const agent = agentWith(FR);
    const client = overGrpc(FR);
    assert.equal((await ask(gateway.url, agent)).status, 200);
    assert.equal(await codeOverGrpc(client), 'answered');
    await revoke(authoritySettings(authority.directory), 'member-states/FR-revoked', 'keyCompromise');
    await refresh();
    assert.deepEqual(await ask(gateway.url, agent), { status: 401, code: 'CERTIFICATE_REVOKED' });
    assert.equal(await codeOverGrpc(client), 'CERTIFICATE_REVOKED');
    // A new connection does not help, and others are not touched.
    assert.deepEqual(await byRest(FR), { status: 401, code: 'CERTIFICATE_REVOKED' });
    assert.equal((await byRest(authority.tls(authority.memberState('BE')))).status, 200);
  });

  it('hands out nothing to a certificate that was revoked while it waited, by REST and by gRPC', async () => {
    const NL = await party('member-states/NL-revoked', 'portorium://trusted/NL/national-entry-system');
    const client = overGrpc(NL);
    const agent = agentWith(NL);
    assert.equal((await ask(gateway.url, agent)).status, 200);
    const asked = [
      ask(gateway.url, agent, '?waitSeconds=20').then(({ code }) => code),
      client.call('ListMessages', { waitSeconds: 20 }).then(
        () => 'answered',
        (error: unknown) => String(refusalIn(error)['code']),
      ),
    ];
    // Both are inside: what comes now is refused at the answer, or at the door, and never handed out.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await revoke(authoritySettings(authority.directory), 'member-states/NL-revoked', 'keyCompromise');
    await refresh();
    await gateway.exchange.deliver(letter('NL', mrn(903)));
    assert.deepEqual(await Promise.all(asked), ['CERTIFICATE_REVOKED', 'CERTIFICATE_REVOKED']);
  });

  it('ends a stream whose certificate is revoked before another message goes out on it', async () => {
    const DE = await party('member-states/DE-revoked', 'portorium://trusted/DE/national-entry-system');
    const stream = overGrpc(DE).stream('ReceiveMessages', {});
    const got: string[] = [];
    stream.on('data', ({ message = [] }: { message?: { messageId: string }[] }) => {
      got.push(...message.map(({ messageId }) => messageId));
    });
    const ended = new Promise<grpc.ServiceError>((resolve) => {
      stream.once('error', resolve);
    });
    const [before, after] = [letter('DE', mrn(901)), letter('DE', mrn(902))];
    await gateway.exchange.deliver(before);
    await eventually('the first message', () => got.includes(before.messageId));
    await revoke(authoritySettings(authority.directory), 'member-states/DE-revoked', 'keyCompromise');
    await refresh();
    await gateway.exchange.deliver(after);
    assert.equal(refusalIn(await ended)['code'], 'CERTIFICATE_REVOKED');
    assert.deepEqual(got, [before.messageId]);
  });
});
