/**
 * Independent implementations sign calls to a real CCN2ng and verify its answers: zeep with xmlsec (Python), and Apache
 * WSS4J (Java). `npm run test:signatures`; needs Debian's python3-zeep, python3-xmlsec and libwss4j-java, and says what it
 * has not tried where they are absent.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAddressing } from '../../../shared-services/gateway/soap/addressing.ts';
import { makeAuthority } from '../../../shared-services/gateway/soap/security/test-support/messages.ts';
import { writeEnvelope } from '../../../shared-services/gateway/soap/write.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { contract as entry } from '../../cdco/entry/contract.ts';
import { trustIn } from '../test-support/certificates.ts';
import { type Exchange, startExchange, startGateway, type TestGateway } from '../test-support/gateway.ts';
import { send } from '../test-support/https.ts';
import {
  consultation,
  consultationNamespace,
  consultationPath,
  contentType,
  exampleOf,
  wrap,
  xmlOf,
} from '../test-support/soap.ts';

const python = '/usr/bin/python3';
const jars = '/usr/share/java';
const classPath = ['wss4j', 'xmlsec', 'commons-logging', 'opensaml', 'openws', 'xmltooling', 'slf4j-api', 'joda-time']
  .map((name) => join(jars, `${name}.jar`))
  .filter((path) => existsSync(path))
  .join(':');

const say = (reason: string) => void process.stdout.write(`      not tried: ${reason}\n`);

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

const run = (program: string, args: readonly string[], input = ''): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe' });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    child.once('error', reject).once('close', (status) => resolve({ status, out, err }));
    child.stdin.end(input);
  });

for (const keyType of ['RSA-2048', 'EC-P256'] as const) {
  describe(`signatures of other implementations, ${keyType}`, () => {
    let exchange: Exchange;
    let gateway: TestGateway;
    let made: Awaited<ReturnType<typeof makeAuthority>>;
    let directory: string;

    before(async () => {
      made = await makeAuthority(keyType);
      directory = await mkdtemp(join(tmpdir(), 'portorium-interop-'));
      const { certificates: authority } = made;
      const { key, certificate: cert } = authority.service('ccn2ng', 'push');
      const server = authority.gateway('ccn2ng');
      exchange = await startExchange();
      gateway = await startGateway(
        {
          certificates: () => ({
            server: { key: server.key, cert: server.certificate },
            trustAnchor: authority.trustAnchor,
            client: { key, cert },
          }),
          trust: await trustIn(authority),
          security: { protection: new Map([['*', 'signed']]) },
        },
        exchange,
      );
      await writeFile(join(directory, 'ccn2ng.pem'), cert.split(/(?<=-----END CERTIFICATE-----)/)[0]!);
    });
    after(async () => {
      await gateway.stop();
      await exchange.stop();
      await made.remove();
      await rm(directory, { recursive: true, force: true });
    });

    describe('zeep and xmlsec', () => {
      const ours = keyType === 'RSA-2048' ? 'RSA_SHA256' : 'ECDSA_SHA256';
      before(function () {
        if (spawnSync(python, ['-c', 'import zeep, xmlsec']).status === 0) return;
        say('python3-zeep and python3-xmlsec are not installed');
        this.skip();
      });
      const call = async (method: string, tamper = 'as-signed') => {
        const { path } = made.certificates.memberState('BE');
        const { trustAnchorPath } = made.certificates;
        const certificate = join(directory, 'ccn2ng.pem');
        const script = join(import.meta.dirname, 'call_signed.py');
        const address = `${gateway.url}${consultationPath}`;
        const { out, err } = await run(python, [script, address, path, trustAnchorPath, certificate, method, tamper]);
        assert.notEqual(out, '', err);
        const { detail, ...told } = JSON.parse(out) as { detail?: string; result: string };
        return told;
      };

      it('are answered, and verify the answer', async () =>
        assert.deepEqual(await call(ours), { result: 'answered', verifiedReferences: 7 }));

      it('are refused what was changed on the way', async () =>
        assert.deepEqual(await call(ours, 'tamper'), {
          result: 'fault',
          subcodes: ['FailedCheck', 'SIGNATURE_INVALID'],
        }));

      it('are told when WS-Addressing headers are left unsigned, as zeep leaves them by itself', async () =>
        assert.deepEqual(await call(ours, 'body-only'), {
          result: 'fault',
          subcodes: ['FailedCheck', 'SIGNATURE_INCOMPLETE'],
        }));

      it('are refused SHA-1', async () => {
        const old = keyType === 'RSA-2048' ? 'RSA_SHA1' : 'ECDSA_SHA1';
        const subcodes = ['UnsupportedAlgorithm', 'SECURITY_ALGORITHM_REFUSED'];
        assert.deepEqual(await call(old), { result: 'fault', subcodes });
      });
    });

    describe('WSS4J', () => {
      let keystore: string;
      before(async function () {
        if (!existsSync(join(jars, 'wss4j.jar')) || spawnSync('java', ['-version']).status !== 0) {
          say('libwss4j-java is not installed');
          this.skip();
        }
        // WSS4J 1.6 knows RSA only.
        if (keyType === 'EC-P256') this.skip();
        keystore = join(directory, 'be.p12');
        const { path } = made.certificates.memberState('BE');
        const options = ['-name', 'be', '-passout', 'pass:interop', '-out', keystore];
        const { status, err } = await run('openssl', ['pkcs12', '-export', '-in', path, ...options]);
        assert.equal(status, 0, err);
      });
      const java = (command: string, input: string) => {
        const program = join(import.meta.dirname, 'Wss4j.java');
        const { trustAnchorPath } = made.certificates;
        return run('java', ['-cp', classPath, program, command, keystore, trustAnchorPath], input);
      };
      const question = () => {
        const message = xmlOf(entry.services.ENSConsultationDS.operations.QueryENS.request, exampleOf('QueryENS'));
        const headers = writeAddressing({ action: `${consultation}/QueryENS`, messageId: `urn:uuid:${newId()}` });
        return writeEnvelope('1.2', { headers, body: wrap('QueryENSReqMsg', consultationNamespace, message) });
      };
      const ask = (body: string) =>
        send(`${gateway.url}${consultationPath}`, {
          method: 'POST',
          body,
          headers: { 'Content-Type': contentType() },
          tls: made.certificates.tls(made.certificates.memberState('BE')),
        });

      for (const token of ['sign', 'sign-path']) {
        it(`is answered (${token}), and verifies the answer, its path included`, async () => {
          const signed = await java(token, question());
          assert.equal(signed.status, 0, signed.err);
          const { status, text } = await ask(signed.out);
          assert.equal(status, 200, text);
          const verified = await java('verify', text);
          assert.equal(verified.status, 0, verified.err);
          assert.deepEqual(verified.out.trim().split(' ').toSorted(), [
            'Action',
            'BinarySecurityToken',
            'Body',
            'MessageID',
            'RelatesTo',
            'Timestamp',
            'To',
          ]);
        });
      }

      it('refuses our answer when it was changed on the way, as we its question', async () => {
        const signed = await java('sign', question());
        const { text } = await ask(signed.out);
        assert.notEqual((await java('verify', text.replace('26BE', '26DE'))).status, 0);
        const other = await java('sign', question());
        assert.match((await ask(other.out.replace('26BE', '26DE'))).text, /wsse:FailedCheck/);
      });
    });
  });
}
