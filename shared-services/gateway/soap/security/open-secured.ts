/** A message with security, opened: decrypted where it is encrypted, its signature verified, not seen before. */
import type { KeyObject, X509Certificate } from 'node:crypto';
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { type Received, sha256Hex } from '../../../kit/call.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { GatewayLimits } from '../../limits.ts';
import { decryptEnvelope } from './decrypt.ts';
import { readDecrypted } from './decrypted.ts';
import { holdsEncrypted, isEncrypted } from './encrypted-parts.ts';
import type { AssertFirst } from './replay.ts';
import { defaultFreshness, type Freshness } from './timestamp.ts';
import { type VerifiedEnvelope, verifyEnvelope } from './verify.ts';

export interface OpenParts {
  readonly clock: Clock;
  readonly assertFirst: AssertFirst;
  readonly freshness?: Freshness;
  readonly limits?: GatewayLimits;
  /** Ours, for content that is encrypted for us; RSA. */
  readonly decryptionKey?: KeyObject;
}

export interface SecuredMessage {
  readonly received: Received;
  readonly root: XmlElement;
  /** The certificate of the connection. */
  readonly peer?: X509Certificate;
}

export interface OpenedMessage extends VerifiedEnvelope {
  /** The text that was signed: of an encrypted message not what was received, but what can be verified again. */
  readonly received: Received;
  readonly encrypted: boolean;
}

const decrypted = ({ received, root }: SecuredMessage, { decryptionKey, limits }: OpenParts) => {
  const text = decryptEnvelope(received.text, root, decryptionKey);
  const decryptedRoot = readDecrypted(text, root, limits);
  return { received: { ...received, text, sha256: sha256Hex(text) }, root: decryptedRoot };
};

/**
 * @param assertSigner refuses whoever may not sign this message, and what else leaves nothing behind
 * @throws {Refusal} faulty in any way, by another signer, or seen before
 */
export const openSecured = async (
  message: SecuredMessage,
  parts: OpenParts,
  assertSigner: (opened: VerifiedEnvelope & Pick<OpenedMessage, 'encrypted'>) => Promise<void>,
): Promise<OpenedMessage> => {
  const encrypted = isEncrypted(message.root);
  const { received, root } = holdsEncrypted(message.root) ? decrypted(message, parts) : message;
  const { clock, freshness = defaultFreshness, assertFirst } = parts;
  const peer = message.peer === undefined ? {} : { peer: message.peer };
  const opened = verifyEnvelope({ root, nowMs: clock.nowMs(), freshness, ...peer });
  await assertSigner({ ...opened, encrypted });
  // Last: what is refused for another reason leaves nothing behind.
  await assertFirst({ proof: opened.proof, untilMs: opened.untilMs });
  return { ...opened, received, encrypted };
};
