import type { OperationCall } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import { readLine } from './domain/read-line.ts';
import { forgetSources, type KeptLine, noteBatch, writeLines } from './storage/lines.ts';

interface HandedOn {
  readonly instance: string;
  readonly batch: number;
  readonly dropped: number;
  readonly line?: readonly string[];
}

const keptOf = (line: string): KeptLine[] => {
  const read = readLine(line);
  return read === undefined ? [] : [{ ...read, content: line.replaceAll('\0', '') }];
};

/** Each line under the platform whose certificate brought it. A text that is no line of ours is counted as thrown away. */
export const appendLogLines =
  (store: Store, maxCharacters: number) =>
  async ({ instance, batch, dropped, line = [] }: HandedOn, { caller }: OperationCall) => {
    const lines = line.flatMap(keptOf);
    const source = { platform: caller.party, instance, batch };
    return store.transaction(async (transaction) => {
      const isNew = await noteBatch(transaction, source, lines.length, dropped + line.length - lines.length);
      if (!isNew) return { taken: 0 };
      await writeLines(transaction, caller.party, lines, maxCharacters);
      await forgetSources(transaction);
      return { taken: lines.length };
    });
  };
