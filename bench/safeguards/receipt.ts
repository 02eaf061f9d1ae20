/** What a receipt costs: to make it, at the gateway for each message; to verify it, at a third party. */
import { createPublicKey, generateKeyPairSync, sign, verify as verifySignature } from 'node:crypto';
import { contract as entry } from '../../platforms/cdco/entry/contract.ts';
import { operationsOf } from '../../reference-architecture/contract/language.ts';
import { receiptOf } from '../../shared-services/gateway/receipts/facts.ts';
import { signerOf } from '../../shared-services/gateway/receipts/sign.ts';
import { verify } from '../../start/commands/receipt/verify.ts';
import type { Safeguard } from './measure.ts';

const placed = operationsOf(entry).find(({ name }) => name === 'fileIE3F32')!;

const facts = {
  placed,
  circle: 'untrusted',
  party: 'DE000000000000002',
  subject: 'invented-customs-agents',
  messageId: `DE000000000000002/fileIE3F32/${'a'.repeat(64)}`,
  conversationId: '01a20090-307f-760e-90fb-63613d7a5ade',
  acceptedAtMs: Date.parse('2026-11-21T12:00:00Z'),
  sha256: 'a'.repeat(64),
  reference: '26BE00000001000ST4',
};

export const receipt: Safeguard = async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(privateKey);
  const signer = signerOf(privateKey);
  const issuer = { name: 'portorium', gateway: 'speed2ng', signer };
  const jws = receiptOf(facts, issuer);
  const input = Buffer.from(jws.slice(0, jws.lastIndexOf('.')));
  const signature = sign(null, input, privateKey);
  const keys = { keys: [{ ...signer.jwk }] };
  return {
    contests: [
      {
        safeguard: 'receipt made',
        run: () => receiptOf(facts, issuer),
        bare: 'Ed25519 sign',
        runBare: () => sign(null, input, privateKey),
      },
      {
        safeguard: 'receipt verified by a third party',
        run: () => verify(jws, { keys }),
        bare: 'Ed25519 verify',
        runBare: () => verifySignature(null, input, publicKey, signature),
      },
    ],
  };
};
