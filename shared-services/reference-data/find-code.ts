import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import { Refusal } from '../kit/refusal.ts';
import { answered, dayOf, type Operations, type QueryParts, refuseUnknownList } from './answer.ts';

type FindCode = Operations['findCode'];

/** Answers with one code as it is on the day asked for. Refuses a list or a code that is not there. */
export const findCode =
  ({ codeLists, clock }: QueryParts) =>
  async ({ list, code, onDate }: RequestOf<FindCode>): Promise<ReplyOf<FindCode>> => {
    refuseUnknownList(codeLists, list);
    const found = codeLists.find(list, code, dayOf(onDate, clock));
    if (found === undefined)
      throw new Refusal({
        code: 'REFERENCE_DATA_CODE_UNKNOWN',
        status: 'notFound',
        title: 'The list has no such code on that day.',
      });
    return { list, ...answered(found) };
  };
