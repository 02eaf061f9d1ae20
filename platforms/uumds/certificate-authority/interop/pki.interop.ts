/**
 * Linters and verifiers of others over what the development authority issues, lists and answers. `npm run test:pki`; each is
 * SKIPPED where its program is absent: pkilint (PyPI), zlint (Go), openssl, certtool (gnutls-bin), java, go, certutil (libnss3-tools).
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { has, makeWorld, run } from './world.test-support.ts';

/** Of identities that are URIs of ours, and of a machine that is called localhost; see revocation-policy.md. */
const knownToPkilint = /pkix\.invalid_(uri|domain_name)_syntax/;

/** The rules of RFC 5280 and the community; those of the CA/Browser Forum are for authorities that browsers trust. */
const zlintSources = 'RFC5280,RFC5480,RFC5891,RFC6962,RFC8813,Community';
/** A common name is for people; and the host of our URIs. */
const knownToZlint = /"(e_ext_san_uri_host_not_fqdn_or_ip|e_name_constraint_not_fqdn|w_subject_common_name_included)"/;

const withTool = (program: string, title: string, work: () => Promise<void>): void => {
  if (has(program)) it(`${program}: ${title}`, work);
  else it.skip(`SKIPPED because ${program} is not installed: ${title}`);
};

for (const keyType of ['EC-P256', 'RSA-2048'] as const) {
  describe(`certificates, lists and answers for others, ${keyType}`, () => {
    let world: Awaited<ReturnType<typeof makeWorld>>;
    before(async () => {
      world = await makeWorld(keyType);
    });
    after(() => world.close());
    const everyOne = ['root', 'trusted', 'central', 'BE', 'speed2ng'] as const;
    const pathTo = (name: string) => [world.file('root'), world.file('trusted'), world.file(name)];

    withTool('lint_pkix_cert', 'certificates as RFC 5280 wants them', async () => {
      for (const name of everyOne) {
        const said = await run('lint_pkix_cert', ['lint', '-s', 'NOTICE', world.file(name)]);
        const faults = said.split('\n').filter((line) => /\((ERROR|FATAL|WARNING)\)/.test(line));
        assert.deepEqual(
          faults.filter((line) => !knownToPkilint.test(line)),
          [],
          name,
        );
      }
    });

    withTool('lint_crl', 'lists', async () => {
      for (const name of ['root', 'trusted', 'central'])
        assert.equal(
          (await run('lint_crl', ['lint', '-t', 'CRL', '-p', 'PKIX', '-s', 'NOTICE', world.list(name)])).trim(),
          '',
        );
    });

    withTool('lint_ocsp_response', 'answers', async () => {
      for (const [name, issuer] of [
        ['BE', 'trusted'],
        ['DE', 'trusted'],
        ['trusted', 'root'],
      ] as const) {
        const said = await run('lint_ocsp_response', ['lint', '-s', 'NOTICE', await world.askOcsp(name, issuer)]);
        assert.equal(said.trim(), '', name);
      }
    });

    withTool('zlint', 'certificates and lists', async () => {
      const wrong = /"[a-z]_\w+":\{[^{}]*"result":"(?:error|fatal|warn)"/g;
      for (const file of [...everyOne.map(world.file), world.list('trusted')]) {
        const format = file.endsWith('.crl') ? ['-format', 'der'] : [];
        const said = await run('zlint', ['-includeSources', zlintSources, ...format, file]);
        assert.match(said, /"e_/, said);
        assert.deepEqual(
          (said.match(wrong) ?? []).filter((one) => !knownToZlint.test(one)),
          [],
          file,
        );
      }
    });

    withTool('openssl', 'strict, with all lists', async () => {
      const lists = ['root', 'trusted'].flatMap((name) => ['-CRLfile', `${world.file(name)}.crl`]);
      for (const name of ['root', 'trusted'])
        await run('openssl', ['crl', '-inform', 'DER', '-in', world.list(name), '-out', `${world.file(name)}.crl`]);
      const verify = (name: string) =>
        run('openssl', [
          'verify',
          '-x509_strict',
          '-crl_check_all',
          ...lists,
          '-CAfile',
          world.file('root'),
          '-untrusted',
          world.file('trusted'),
          world.file(name),
        ]);
      assert.match(await verify('BE'), /: OK/);
      assert.match(await verify('DE'), /certificate revoked/);
      assert.match(await verify('claimed'), /permitted subtree violation/);
    });

    withTool('certtool', 'GnuTLS', async () => {
      const verify = (more: readonly string[]) =>
        run('certtool', ['--verify', '--load-ca-certificate', world.file('root'), ...more]);
      assert.match(await verify(['--infile', world.file('chain')]), /Chain verification output: Verified/);
    });

    withTool('java', 'PKIX of its own, asking where certificates say', async () => {
      const source = join(import.meta.dirname, 'Pkix.java');
      for (const way of ['crl', 'ocsp']) {
        const verify = (name: string) =>
          run('java', ['-Dcom.sun.security.enableCRLDP=true', source, way, ...pathTo(name)]);
        assert.equal((await verify('BE')).trim(), 'valid', way);
        assert.match(await verify('DE'), /^REVOKED/, way);
        assert.match(await verify('claimed'), /INVALID_NAME|UNDETERMINED|responder/, way);
      }
    });

    withTool('go', 'crypto/x509', async () => {
      const source = join(import.meta.dirname, 'verify.go');
      const verify = (name: string) => run('go', ['run', source, ...pathTo(name), world.list('trusted')]);
      assert.equal((await verify('BE')).trim(), 'valid');
      assert.equal((await verify('DE')).trim(), 'revoked');
      assert.match(await verify('claimed'), /not permitted|constraint/);
    });

    withTool('certutil', 'NSS', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'portorium-nss-'));
      const nss = (program: string, ...args: string[]) => run(program, [...args, '-d', folder]);
      await nss('certutil', '-N', '--empty-password');
      for (const [name, trust] of [
        ['root', 'CT,,'],
        ['trusted', ',,'],
        ['BE', ',,'],
        ['DE', ',,'],
        ['claimed', ',,'],
      ] as const)
        await nss('certutil', '-A', '-n', name, '-t', trust, '-i', world.file(name));
      await nss('crlutil', '-I', '-i', world.list('trusted'));
      for (const usage of ['C', 'V']) {
        assert.match(await nss('certutil', '-V', '-n', 'BE', '-u', usage), /certificate is valid/);
        assert.match(await nss('certutil', '-V', '-n', 'DE', '-u', usage), /has been revoked/);
        assert.match(await nss('certutil', '-V', '-n', 'claimed', '-u', usage), /not in name space|invalid/);
      }
      await rm(folder, { recursive: true });
    });
  });
}
