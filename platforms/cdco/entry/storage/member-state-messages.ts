/** Rows of messages that Member States sent about a filing. */
import type { Transaction } from '../../../../shared-services/kit/store/store.ts';

/** False when this very message was noted before. The filing is locked. */
export const noteMessage = async (
  transaction: Transaction,
  MRN: string,
  memberState: string,
  type: string,
  messageId: string,
): Promise<boolean> => {
  const noted = await transaction.query(
    `insert into member_state_message (mrn, member_state, message_type, message_id) values ($1, $2, $3, $4)
     on conflict do nothing returning message_id`,
    [MRN, memberState, type, messageId],
  );
  return noted.length > 0;
};
