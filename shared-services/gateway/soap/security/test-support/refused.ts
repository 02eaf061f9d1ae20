/** What a refusal says, in its code and in its words: one that comes for another reason proves nothing. */
import assert from 'node:assert/strict';
import { Refusal } from '../../../../kit/refusal.ts';

const isSo = (error: unknown, code: string, reason: RegExp): true => {
  assert.ok(error instanceof Refusal, String(error));
  const told = error.faults.map(({ message }) => message).join();
  assert.deepEqual([error.code, reason.test(told)], [code, true], `${error.code}: ${told}`);
  return true;
};

export const refused = (work: () => unknown, code: string, reason = /.*/): void =>
  assert.throws(work, (error) => isSo(error, code, reason));
