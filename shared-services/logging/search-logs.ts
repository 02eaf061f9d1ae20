import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import { toSecond } from '../kit/clock.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { type Level, levelNamed, levels } from './domain/read-line.ts';
import { type FoundLine, findLines } from './storage/lines.ts';

type Search = (typeof contract)['services']['LogSearch']['operations']['searchLogs'];

const defaultLimit = 100;

const lineOf = (found: FoundLine) => ({
  id: found.id,
  at: toSecond(found.at.getTime()),
  atMs: found.at.getTime(),
  platform: found.platform,
  level: levelNamed(found.level),
  message: found.message,
  ...(found.conversation_id === null ? {} : { conversationId: found.conversation_id }),
  ...(found.reference === null ? {} : { reference: found.reference }),
  ...(found.partner === null ? {} : { partner: found.partner }),
  ...(found.operation === null ? {} : { operation: found.operation }),
  content: found.content,
});

const hasGaps = async (store: Store): Promise<boolean> => {
  const [row] = await store.query<{ gaps: boolean }>('select exists (select from source where dropped > 0) as gaps');
  return row?.gaps === true;
};

export const searchLogs =
  (store: Store) =>
  async ({ limit = defaultLimit, level, ...wanted }: RequestOf<Search>): Promise<ReplyOf<Search>> => {
    const atLeast = level === undefined ? {} : { level: levels[level as Level] };
    const found = await findLines(store, { ...wanted, ...atLeast }, limit + 1);
    const line = found.slice(0, limit).map(lineOf);
    const more = found.length > limit;
    return { ...(line.length === 0 ? {} : { line }), more, gaps: await hasGaps(store) };
  };
