import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readAssertion } from './assertion.ts';
import { nationalProvider } from './national-provider.ts';

const belgium = nationalProvider('BE', 'https://sign-in.example');
const good = {
  sub: 'subject',
  person_identifier: 'BE/EU/1',
  eori: 'BE0000000001',
  acr: 'http://eidas.europa.eu/LoA/high',
  sid: 'session',
};

describe('what a national provider vouches for', () => {
  it('is who, for which operator, and how sure it is', () => {
    assert.deepEqual(readAssertion(good, belgium), {
      subject: 'subject',
      personIdentifier: 'BE/EU/1',
      eori: 'BE0000000001',
      assurance: 'http://eidas.europa.eu/LoA/high',
      sessionId: 'session',
    });
  });

  it('is never what they may do', () => {
    const claims = { ...good, circle: 'administrators', profiles: ['operator'], realm_access: { roles: ['x'] } };
    assert.deepEqual(readAssertion(claims, belgium), readAssertion(good, belgium));
  });

  it('has no level of assurance that is not known here', () => {
    for (const acr of ['1', 'http://eidas.europa.eu/LoA/highest', undefined, ['http://eidas.europa.eu/LoA/high']])
      assert.equal('assurance' in Object(readAssertion({ ...good, acr }, belgium)), false);
  });

  it('is nothing where it is not whole', () => {
    for (const name of ['sub', 'person_identifier', 'eori'])
      for (const value of [undefined, '', 7, 'x'.repeat(300)])
        assert.equal(readAssertion({ ...good, [name]: value }, belgium), 'CLAIMS_INCOMPLETE');
    for (const eori of ['BE', 'be0000000001', 'BE0000000000000001', 'BE 1', 'BE1\n'])
      assert.equal(readAssertion({ ...good, eori }, belgium), 'CLAIMS_INCOMPLETE', eori);
  });

  it('is an operator and a person of its own country, and of no other', () => {
    for (const country of ['DE', 'NL', 'XI', 'FR']) {
      const eori = `${country}0000000001`;
      assert.equal(readAssertion({ ...good, eori }, belgium), 'EORI_OF_ANOTHER_COUNTRY');
      const person_identifier = `${country}/BE/1`;
      assert.equal(readAssertion({ ...good, person_identifier }, belgium), 'PERSON_OF_ANOTHER_COUNTRY');
    }
  });
});
