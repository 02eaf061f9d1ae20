import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import { answered, dayOf, type Operations, type QueryParts, refuseUnknownList } from './answer.ts';

type ListCodes = Operations['listCodes'];

const usualLimit = 100;

/** Answers with a page of the codes that are valid on the day asked for. Refuses a list that is not there. */
export const listCodes =
  ({ codeLists, clock }: QueryParts) =>
  async (request: RequestOf<ListCodes>): Promise<ReplyOf<ListCodes>> => {
    const { list, startsWith = '', after = '', limit = usualLimit } = request;
    refuseUnknownList(codeLists, list);
    const { title, source, version } = codeLists.facts(list)!;
    const wanted = codeLists
      .codes(list, dayOf(request.onDate, clock))
      .filter(({ code }) => code > after && code.startsWith(startsWith));
    const page = wanted.slice(0, limit);
    const last = page.at(-1);
    return {
      list,
      title,
      source,
      version,
      ...(page.length === 0 ? {} : { code: page.map(answered) }),
      ...(last === undefined || wanted.length === page.length ? {} : { next: last.code }),
    };
  };
