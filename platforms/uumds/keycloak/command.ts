/**
 * `npm run test:keycloak -- --url http://127.0.0.1:8280 --admin-user admin --admin-password ...`: holds a Keycloak with this
 * folder's realm against what the platform expects of it. Without `--url`, or with `--embedded`, the embedded provider.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    url: text,
    'admin-user': { ...text, default: 'admin' },
    'admin-password': text,
    // Certificate of the authority that Keycloak's own comes from, where that is none that is trusted everywhere.
    authority: text,
    // That of clients whose certificates Keycloak's door takes; its key beside it, .key instead of .pem.
    'client-authority': text,
    embedded: { type: 'boolean' },
  },
});

const isReal = values.url !== undefined && values.embedded !== true;
const password = values['admin-password'] ?? process.env['KEYCLOAK_ADMIN_PASSWORD'];
if (isReal && password === undefined) {
  console.error(
    '--admin-password, or KEYCLOAK_ADMIN_PASSWORD, is needed: the test gives the invented people passwords.',
  );
  process.exit(2);
}

const root = join(import.meta.dirname, '../../..');
const mocha = [
  join(root, 'node_modules/mocha/bin/mocha.js'),
  ...['--no-config', '--extension', 'ts', '--timeout', '60000', '--forbid-only', '--exit'],
  ...[
    '--require',
    './shared-services/kit/postgres/mocha-hooks.ts',
    'platforms/uumds/keycloak/keycloak.test.ts',
    'platforms/uumds/keycloak/systems.test.ts',
  ],
];
const told = isReal
  ? {
      ...{ KEYCLOAK_URL: values.url, KEYCLOAK_ADMIN: values['admin-user'], KEYCLOAK_ADMIN_PASSWORD: password },
      KEYCLOAK_CLIENT_AUTHORITY: values['client-authority'] ?? '',
      ...(values.authority === undefined ? {} : { NODE_EXTRA_CA_CERTS: resolve(values.authority) }),
    }
  : { KEYCLOAK_URL: '' };
const { status } = spawnSync(process.execPath, mocha, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...told },
});
process.exitCode = status ?? 1;
