/** Log lines that a page asks for. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import type { Visit } from '../../gateway/pages/site/visit.ts';
import { contract as logging } from '../../logging/contract.ts';
import { textsOf } from '../shown/asked.ts';
import { dateTimeOf } from '../shown/moments.ts';

type Found = ReplyOf<(typeof logging)['services']['LogSearch']['operations']['searchLogs']>;
export type LogLine = NonNullable<Found['line']>[number];

export const searchLogs = 'logging.searchLogs';

/** Names in the address; those of the question are the same. */
export const asked = ['platform', 'level', 'conversationId', 'reference', 'partner', 'before'] as const;

export const findLines = ({ calls, fields }: Visit, limit: number): Promise<Found> => {
  const [from, to, contains] = [dateTimeOf(fields.text('from')), dateTimeOf(fields.text('to')), fields.text('q')];
  return calls.to(logging).searchLogs({
    ...textsOf(fields, asked),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(contains === '' ? {} : { contains: contains.slice(0, 200) }),
    limit,
  });
};

/** Of one conversation, the oldest first; none for those who may not read log lines. */
export const linesOf = async ({ calls, visitor }: Visit, conversationId: string): Promise<readonly LogLine[]> => {
  if (!visitor.may(searchLogs) || conversationId.length > 64) return [];
  const { line = [] } = await calls.to(logging).searchLogs({ conversationId, limit: 200 });
  return [...line].reverse();
};
