/** A declaration as it was assessed, found in its block by its reference. */
import type { Store } from '../../../../../shared-services/kit/store/store.ts';
import { type Declared, declaredOf, referenceIn } from '../../domain/trials/declared.ts';
import { readBlock } from './blocks.ts';

interface Wanted {
  readonly reference: string;
  readonly assessedAt: string;
}

/** A block is written when it is full, and two seconds after its first declaration; more where the database is late. */
const withinSeconds = 60;
/** A busy hour fills several blocks a second: what is not found in these is not found. */
const mostBlocks = 400;

/** Undefined: it was let go, or its days are over. Blocks say the instants of their declarations by that of their writing alone. */
export const findDeclared = async (
  from: Pick<Store, 'query'>,
  { reference, assessedAt }: Wanted,
): Promise<Declared | undefined> => {
  const blocks = await from.query<{ number: string }>(
    `select number from declaration_block
     where stored_at between $1::timestamptz - interval '2 seconds' and $1::timestamptz + make_interval(secs => $2)
     order by stored_at limit $3`,
    [assessedAt, withinSeconds, mostBlocks],
  );
  const beginning = JSON.stringify([reference]).slice(0, -1);
  for (const { number } of blocks) {
    const lines = (await readBlock(from, Number(number))) ?? [];
    const line = lines.find((one) => one.startsWith(beginning) && referenceIn(one) === reference);
    if (line !== undefined) return declaredOf(line);
  }
  return undefined;
};
