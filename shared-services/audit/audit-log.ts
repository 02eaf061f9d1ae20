/** What the audit application is given from outside: who vouches for the log, and who is shown its checkpoints. */
import type { CheckpointSigner } from './sealing/signing.ts';
import type { Witness } from './witnesses/witness.ts';

export interface AuditLog {
  readonly signer: CheckpointSigner;
  readonly witnesses: readonly Witness[];
}
