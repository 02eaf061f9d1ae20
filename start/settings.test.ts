import assert from 'node:assert/strict';
import { dangerousNames, type SettingKind, tellSettings } from '../shared-services/kit/settings.ts';
import { settings } from './settings.ts';

const all = Object.entries<SettingKind<unknown>>(settings);

describe('the settings of the platforms', () => {
  it('that are secrets themselves are told to nobody: governance keeps and shows what it is told', () => {
    const secrets = all.filter(([, { secret }]) => secret === true).map(([name]) => name);
    assert.deepEqual(secrets, ['DATABASE_URL', 'PORTORIUM_PROBE_SECRET', 'PORTORIUM_BACKUP_KEY']);
    const told = tellSettings(settings, Object.fromEntries(secrets.map((name) => [name, 'of-nobody'])));
    assert.equal(told.length, secrets.length);
    for (const { name, value } of told) assert.match(value, /^sha256:[0-9a-f]{16}$/, name);
  });

  it('whose names sound like secrets are secret, or say where something is, or what all may know', () => {
    for (const [name, { secret, describe }] of all) {
      if (!/KEY(?!CLOAK_URL)|SECRET|PASSWORD/.test(name) || secret === true) continue;
      assert.match(describe, /\b(file|folder|verifier key)\b/, name);
    }
  });

  it('that say who is believed need four eyes; paths do not', () => {
    const dangerous = dangerousNames(settings);
    for (const name of ['PORTORIUM_ISSUER', 'PORTORIUM_KEYCLOAK_URL', 'PORTORIUM_TRUSTED_PROXIES'])
      assert.ok(dangerous.includes(name), name);
    for (const name of dangerous) assert.doesNotMatch(name, /_(FILE|FOLDER|KEYS|REGISTRAR_KEY)$/, name);
  });
});
