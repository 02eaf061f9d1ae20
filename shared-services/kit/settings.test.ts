import assert from 'node:assert/strict';
import {
  choiceSetting,
  dangerous,
  dangerousNames,
  numberSetting,
  optionalSetting,
  portSetting,
  readSettings,
  secret,
  tellSettings,
  textSetting,
} from './settings.ts';

const known = {
  PORTORIUM_NAME: textSetting('a name', 'portorium'),
  PORTORIUM_PORT: portSetting('a port', 8443),
  PORTORIUM_SECONDS: numberSetting('a time', 10, 1),
  PORTORIUM_LEVEL: choiceSetting('a level', ['low', 'high'], 'low'),
  DATABASE_URL: optionalSetting('a server'),
} as const;

const defaults = {
  PORTORIUM_NAME: 'portorium',
  PORTORIUM_PORT: 8443,
  PORTORIUM_SECONDS: 10,
  PORTORIUM_LEVEL: 'low',
  DATABASE_URL: undefined,
};

describe('settings', () => {
  it('are what was meant where nothing is said, or nothing is in it', () => {
    assert.deepEqual(readSettings(known, {}), defaults);
    assert.deepEqual(readSettings(known, { PORTORIUM_PORT: '', PORTORIUM_NAME: '', HOME: '/root' }), defaults);
  });

  it('are read in their types', () => {
    const given = { PORTORIUM_PORT: '0', PORTORIUM_SECONDS: '1.5', PORTORIUM_LEVEL: 'high', DATABASE_URL: 'postgres:' };
    assert.deepEqual(readSettings(known, given), {
      PORTORIUM_NAME: 'portorium',
      PORTORIUM_PORT: 0,
      PORTORIUM_SECONDS: 1.5,
      PORTORIUM_LEVEL: 'high',
      DATABASE_URL: 'postgres:',
    });
  });

  it('tell every fault at once, with what is meant', () => {
    const given = { PORTORIUM_PORT: '65536', PORTORIUM_SECONDS: '0', PORTORIUM_LEVEL: 'middle', PORTORIUM_PROT: '1' };
    assert.throws(
      () => readSettings({ ...known, PORTORIUM_KEY: textSetting('a key') }, given),
      (error: Error) => {
        for (const part of [
          'PORTORIUM_PORT=65536 is not a port',
          '(a port)',
          'PORTORIUM_SECONDS=0 is not a number of at least 1',
          'PORTORIUM_LEVEL=middle is none of low, high',
          'PORTORIUM_PROT is not a setting',
          'PORTORIUM_KEY is needed (a key)',
        ])
          assert.ok(error.message.includes(part), part);
        return true;
      },
    );
  });

  for (const port of ['-1', '1.5', '0x10', '1e3', ' ', 'http', '99999'])
    it(`${JSON.stringify(port)} is no port`, () =>
      assert.throws(() => readSettings(known, { PORTORIUM_PORT: port }), /is not a port/));

  for (const number of ['NaN', 'Infinity', ' ', 'ten'])
    it(`${JSON.stringify(number)} is no number`, () =>
      assert.throws(() => readSettings(known, { PORTORIUM_SECONDS: number }), /is not a number/));

  it('are told where they are not what they are by themselves: secrets by a hash, dangerous ones by name', () => {
    const told = {
      PORTORIUM_LEVEL: dangerous(choiceSetting('a level', ['low', 'high'], 'low')),
      PORTORIUM_SAME: numberSetting('a number', 5),
      DATABASE_URL: secret(optionalSetting('an address with a password')),
    };
    const password = 'postgres://a:hidden@b/c';
    const given = { PORTORIUM_LEVEL: 'high', PORTORIUM_SAME: '5', DATABASE_URL: password };
    const [address, level, ...more] = tellSettings(told, given);
    assert.deepEqual(level, { name: 'PORTORIUM_LEVEL', value: 'high' });
    assert.match(address?.value ?? '', /^sha256:[0-9a-f]{16}$/);
    assert.deepEqual(more, []);
    assert.deepEqual(tellSettings(told, {}), []);
    assert.deepEqual(dangerousNames(told), ['PORTORIUM_LEVEL']);
  });
});
