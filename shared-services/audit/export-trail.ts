/** The log a page at a time: whole batches, the head before the first and the end after the last. */
import type { Store } from '../kit/store/store.ts';
import type { CheckpointSigner } from './sealing/signing.ts';
import { endLine, exportBatch, headLine } from './tree/export.ts';

interface Asked {
  readonly fromLeaf?: number;
  readonly limit?: number;
}

export const exportTrail =
  (store: Store, signer: CheckpointSigner | undefined) =>
  async ({ fromLeaf = 0, limit = 1000 }: Asked) => {
    const line = fromLeaf === 0 ? [headLine(signer)] : [];
    for (let size = fromLeaf; ; ) {
      if (size - fromLeaf >= limit) return { line, next: size };
      const batch = await exportBatch(store, size);
      if (batch === undefined) return { line: [...line, endLine(size)] };
      for (const one of batch.lines) line.push(one);
      size = batch.size;
    }
  };
