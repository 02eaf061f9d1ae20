import assert from 'node:assert/strict';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { createSealRegister } from './seal-register.ts';

const fingerprint = 'ab'.repeat(32);
const written = fingerprint.toUpperCase().match(/../g)!.join(':');

describe('the register of seals, as SPEED2ng asks it', () => {
  const clock = { atMs: Date.parse('2026-11-21T08:00:00Z'), nowMs: () => clock.atMs };
  const seal = { eori: 'BE0000000001', state: 'active', notAfter: '2027-11-21T08:00:00Z', certificate: 'MAA=' };
  const refusal = (code: string) => new Refusal({ code, status: 'forbidden', title: 'No.' });
  let asked: unknown[];
  let answer: object;
  let doubt: Refusal | undefined;

  const register = () =>
    createSealRegister({
      carry: async (id, request, { via, caller }) => {
        asked.push([id, request, via, caller.profiles]);
        return answer;
      },
      standing: {
        assert: () => {
          if (doubt !== undefined) throw doubt;
        },
      },
      clock,
    });

  beforeEach(() => {
    [asked, answer, doubt] = [[], { seal }, undefined];
  });

  it('asks UUM&DS, by the fingerprint in any of its writings', async () => {
    assert.deepEqual(await register().find(written), { ...seal, certificate: Buffer.from([0x30, 0]) });
    assert.deepEqual(asked, [['credentials.findSeal', { fingerprint256: fingerprint }, 'speed2ng', ['speed2ng']]]);
  });

  it('keeps an active seal for a minute, and holds it against standing each time', async () => {
    const seals = register();
    await seals.find(fingerprint);
    await seals.find(fingerprint);
    assert.equal(asked.length, 1);
    doubt = refusal('SEAL_WITHDRAWN');
    answer = { seal: { ...seal, state: 'suspended' } };
    assert.equal((await seals.find(fingerprint))?.state, 'suspended');
    assert.equal(asked.length, 2);
  });

  it('keeps nothing for longer than a minute', async () => {
    const seals = register();
    await seals.find(fingerprint);
    clock.atMs += 60_000;
    await seals.find(fingerprint);
    assert.equal(asked.length, 2);
  });

  it('says nothing of a seal that it has kept while nobody can tell', async () => {
    const seals = register();
    await seals.find(fingerprint);
    doubt = refusal('STANDING_UNKNOWN');
    await assert.rejects(seals.find(fingerprint), { code: 'STANDING_UNKNOWN' });
  });

  it('does not keep a seal beyond its end, nor one that is not active, nor that there is none', async () => {
    const seals = register();
    answer = { seal: { ...seal, notAfter: new Date(clock.atMs + 1000).toISOString() } };
    await seals.find(fingerprint);
    clock.atMs += 1000;
    answer = { seal: { ...seal, state: 'suspended' } };
    assert.equal((await seals.find(fingerprint))?.state, 'suspended');
    answer = {};
    assert.equal(await seals.find(fingerprint), undefined);
    await seals.find(fingerprint);
    assert.equal(asked.length, 4);
  });

  it('asks nobody about what is no fingerprint', async () => {
    assert.equal(await register().find('nonsense'), undefined);
    assert.equal(asked.length, 0);
  });
});
