/** An audit log with keys, in a fresh database, for tests that write, seal, tamper and prove. */
import { generateKeyPairSync } from 'node:crypto';
import { silentLogger } from '../../kit/logging.ts';
import { createStore, type Store } from '../../kit/store/store.ts';
import { type TestComponents, testComponents } from '../../kit/test-support/components.ts';
import { sampleRecord } from '../../kit/test-support/samples.ts';
import { noteKeyOf, rawPublicKey, signedNote } from '../domain/note.ts';
import { sealBatch } from '../sealing/sealer.ts';
import type { CheckpointSigner } from '../sealing/signing.ts';
import { endLine, exportBatch, headLine } from '../tree/export.ts';

export const testSigner = (origin = 'portorium.example/audit'): CheckpointSigner => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = noteKeyOf(origin, rawPublicKey(privateKey));
  return {
    origin,
    sign: (body) => ({ note: signedNote(body, origin, privateKey), keyId: key.keyId }),
    keys: () => [key],
  };
};

export interface TestLog {
  readonly components: TestComponents;
  readonly signer: CheckpointSigner;
  /** A component that writes. */
  readonly entry: Store;
  readonly audit: Store;
  storeOf(component: string): Store;
  /** One transaction with a record for each reference. */
  write(...references: string[]): Promise<void>;
  sealAll(): Promise<void>;
  /** As somebody who may do everything, triggers or no. */
  tamper(text: string): Promise<unknown>;
  export(): Promise<string[]>;
  empty(): Promise<void>;
}

export const testLog = async (): Promise<TestLog> => {
  const components = await testComponents([{ name: 'entry', outbox: true }, { name: 'risk-analysis' }]);
  const storeOf = (component: string) =>
    createStore({ component, pool: components.poolOf(component), log: silentLogger() });
  const [entry, audit, signer] = [storeOf('entry'), storeOf('audit'), testSigner()];
  const tamper = (text: string) =>
    components.admin(`set session_replication_role = replica; ${text}; set session_replication_role = origin`);
  return {
    components,
    signer,
    entry,
    audit,
    storeOf,
    tamper,
    write: (...references) =>
      entry.transaction(async (transaction) => {
        transaction.audit(...references.map((reference) => sampleRecord({ reference })));
      }),
    sealAll: async () => {
      while ((await sealBatch({ store: audit, signer })) > 0);
    },
    export: async () => {
      const lines = [headLine(signer)];
      let size = 0;
      for (let batch = await exportBatch(audit, size); batch !== undefined; batch = await exportBatch(audit, size)) {
        lines.push(...batch.lines);
        size = batch.size;
      }
      return [...lines, endLine(size)];
    },
    empty: async () => {
      const tables = ['record', 'batch', 'node', 'checkpoint', 'cosignature', 'witness', 'block'];
      await tamper(tables.map((table) => `delete from portorium_audit.${table}`).join('; '));
    },
  };
};
