/**
 * A national system on Apache CXF, its classes made from the official WSDL, its security by the official policies: it calls
 * a real CCN2ng, and is pushed to. CXF checks schema and policy of what it gets. `npm run test:cxf`
 */
import assert from 'node:assert/strict';
import { contract as entry } from '../../../cdco/entry/contract.ts';
import {
  consultationNamespace,
  consultationPath,
  exampleOf,
  riskAnalysisNamespace,
  riskAnalysisPath,
  wrap,
  xmlOf,
} from '../../test-support/soap.ts';
import { build, obstacle } from './national-system.ts';
import { type Scene, setScene } from './scene.ts';

const x509 = 'wss10_mutual_authn_with_x509_certificates_sign_encrypt';
const vouched = 'wss11_saml20_sendervouches_token_mutual_authn_sign_encrypt';
/** Of `Basic256Sha256` the content encryption (CBC) is not taken: AES-256-GCM stands for it, which CXF calls a suite of one's own. */
const suite = 'CustomAlgorithmSuite';

const { operations } = entry.services.RiskAnalysisOrchestrationBAS;
const query = {
  service: 'ENSConsultationDS',
  operation: 'queryENS',
  message: wrap(
    'QueryENSReqMsg',
    consultationNamespace,
    xmlOf(entry.services.ENSConsultationDS.operations.QueryENS.request, exampleOf('QueryENS')),
  ),
};
const assessment = {
  service: 'RiskAnalysisOrchestrationBAS',
  operation: 'ie4S01SubmitEScreeningAssessment',
  message: wrap(
    'IE4S01submitEScreeningAssessmentReqMsg',
    riskAnalysisNamespace,
    xmlOf(operations.IE4S01submitEScreeningAssessment.request, exampleOf('IE4S01submitEScreeningAssessment')),
  ),
};
const monitoring = 'http://xmlns.ec.eu/BusinessMessages/TATAFng/Monitoring/V1';
const isAlive = { operation: 'isAlive', message: `<m:isAliveReqMsg xmlns:m="${monitoring}"/>` };

before(function () {
  this.timeout(900_000);
  const reason = obstacle();
  if (reason === undefined) return build();
  process.stdout.write(`SKIPPED: Apache CXF is not tried: ${reason}\n`);
  this.skip();
});

for (const keyType of ['RSA-2048', 'EC-P256'] as const) {
  describe(`Apache CXF from the official WSDL, ${keyType}`, () => {
    let scene: Scene;
    before(async () => {
      scene = await setScene(keyType);
    });
    after(() => scene?.end());

    const ask = async (
      agreed: 'none' | 'signed' | 'signed+encrypted',
      order: { readonly service: string; readonly [name: string]: unknown },
    ) => {
      const path = order.service === 'ENSConsultationDS' ? consultationPath : riskAnalysisPath;
      const { url } = await scene.gateway(agreed);
      return scene.system.ask({ order: 'call', address: `${url}${path}`, ...order });
    };
    const answered = async (...given: Parameters<typeof ask>) => {
      const told = await ask(...given);
      assert.equal(told.result, 'answered', JSON.stringify(told));
      assert.match(told.answer ?? '', /functionalReference>26BE/);
    };
    const declared = async (code: string, ...given: Parameters<typeof ask>) => {
      const told = await ask(...given);
      assert.deepEqual([told.result, told.entries?.[0]?.code], ['declared fault', code], JSON.stringify(told));
    };

    it('is answered without WS-Security, with and without WS-Addressing', async () => {
      for (const addressing of [true, false]) {
        await answered('none', { ...query, policies: [], addressing });
        const told = await ask('none', { ...assessment, policies: [], addressing } as typeof assessment);
        assert.equal(told.result, 'taken', JSON.stringify(told));
      }
    });

    it('finds both services alive', async () => {
      assert.equal((await ask('none', { ...query, ...isAlive, policies: [] })).result, 'answered');
      assert.equal((await ask('none', { ...assessment, ...isAlive, policies: [] })).result, 'taken');
    });

    it('sends the user name that the published WSDL demands: it is taken', async () => {
      const named = { ...query, userName: 'NES.BE', password: 'whatever' };
      const { carried } = await scene.gateway('none');
      const before = carried.length;
      // The policy's Nonce is in the namespace of another version: CXF can assert it of nobody's messages.
      assert.match((await ask('none', named)).reason ?? '', /can not be satisfied: \s*\{\S+200702\}Nonce$/);
      assert.equal(carried.length, before + 1);
      await declared('SECURITY_TOKEN_INVALID', 'none', { ...named, userName: 'NES.DE' });
    });

    it('signs by the official policy, and is answered', async () => {
      const order = { ...query, policies: [x509, 'sign_body'], addressing: false };
      if (keyType === 'RSA-2048') return answered('signed', order);
      const { carried } = await scene.gateway('signed');
      // Its policies know RSA keys only: the question is taken, and CXF takes no answer of anybody.
      assert.match((await ask('signed', order)).reason ?? '', /AlgorithmSuite: An unknown public key/);
      assert.equal(carried.length, 1);
    });

    it('is told in the fault that the contract declares what is wrong', async () => {
      const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
      const bodyOnly = { ...query, policies: [x509, 'sign_body'] };
      await declared('SIGNATURE_INCOMPLETE', 'signed', bodyOnly);
      if (keyType === 'EC-P256') return;
      await declared('SECURITY_ALGORITHM_REFUSED', 'none', { ...bodyOnly, algorithm: sha1 });
      const cbc = { ...query, policies: [x509, 'sign_encrypt_body_header'] };
      await declared('SECURITY_ALGORITHM_REFUSED', 'none', cbc);
      // Signed, not encrypted: also who cannot encrypt yet reads why.
      await declared('SECURITY_ALGORITHM_REFUSED', 'signed+encrypted', cbc);
      const signedOnly = { ...query, policies: [x509, 'sign_body'], addressing: false };
      await declared('SECURITY_REQUIRED', 'signed+encrypted', signedOnly);
    });

    it('takes what is pushed, where it asks for no security', async () =>
      assert.equal((await scene.pushed('none', { policies: [] })).acknowledged_by, 'push'));

    it('refuses an unsigned push where its policy asks for a signature, and says so', async () => {
      const { acknowledged_by, last_error } = await scene.pushed('none', { policies: [x509, 'sign_body'] });
      assert.equal(acknowledged_by, null);
      assert.match(last_error ?? '', /policy alternatives can not be satisfied|security/i);
    });

    if (keyType === 'RSA-2048') {
      const hidden = { ...query, policies: [x509, 'sign_encrypt_body_header'], suite };

      it('signs and encrypts, and finds the answer signed and encrypted', () => answered('signed+encrypted', hidden));

      it('refuses an answer that is signed only, for CXF checks our answers', async () => {
        const { result, reason } = await ask('signed', hidden);
        assert.deepEqual([result, /can not be satisfied/.test(reason ?? '')], ['fault', true], reason);
      });

      it('vouches for an official by an encrypted SAML assertion', async () => {
        const order = { ...hidden, policies: [vouched, 'sign_encrypt_body_header'], official: 'invented-official-17' };
        await answered('signed+encrypted', order);
        const { carried } = await scene.gateway('signed+encrypted');
        assert.equal(carried.at(-1)?.call.caller.actingOfficial, 'invented-official-17');
      });

      it('takes what is pushed signed, and signed and encrypted', async () => {
        assert.equal((await scene.pushed('signed', { policies: [x509, 'sign_body'] })).acknowledged_by, 'push');
        const order = { policies: [x509, 'sign_encrypt_body_header'], suite };
        assert.equal((await scene.pushed('signed+encrypted', order)).acknowledged_by, 'push');
      });
    }
  });
}
