/** A Member State that is involved consults a declaration (IE4Q10 -> IE4R05), by MRN or by transport document. */

import { fitTo } from '../../../reference-architecture/contract/fit-to.ts';
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { nationalSystemName, repositoryName } from './domain/member-state-messages.ts';
import { type IE4Q10, type IE4R05, RelatedENS } from './messages/consultation.ts';
import type { Filing } from './messages/filings.ts';
import { declarationArchived, notInvolved, unknownDeclaration } from './refusals.ts';
import { readArchived } from './storage/archive.ts';
import { type FilingRow, messageOf, readFilings, readMrnByDocument } from './storage/filings.ts';

type Query = Content<typeof IE4Q10>;

const related = (row: FilingRow, filing: Filing): Content<typeof IE4R05>['relatedENS'] & object => ({
  ...fitTo(RelatedENS, { ...filing, DocumentIssueDate: filing.documentIssueDate }),
  MRN: row.mrn,
});

const isInvolved = (row: FilingRow, memberState: string) =>
  row.responsible_member_state === memberState || row.involved_member_states.includes(memberState);

export const queryEns = ({ store, clock }: Dependencies) => {
  /** Only a Member State that was involved learns so. */
  const assertNotArchived = async (MRN: string, memberState: string): Promise<void> => {
    const archived = await readArchived(store, MRN);
    if (archived !== undefined && isInvolved(archived, memberState)) throw declarationArchived(MRN);
  };

  const find = async (query: Query, memberState: string) => {
    const MRN =
      query.MRN ??
      (query.transportDocument &&
        (await readMrnByDocument(store, query.transportDocument.documentNumber, memberState)));
    const [row] = MRN === undefined ? [] : await readFilings(store, [MRN]);
    if (row === undefined && MRN !== undefined) await assertNotArchived(MRN, memberState);
    if (row === undefined)
      throw unknownDeclaration(
        query.MRN ?? query.transportDocument?.documentNumber ?? '(neither MRN nor document given)',
      );
    return row;
  };

  return async (query: Query, call: OperationCall): Promise<Content<typeof IE4R05>> => {
    const memberState = call.caller.party;
    const row = await find(query, memberState);
    if (!isInvolved(row, memberState)) throw notInvolved(memberState);
    return {
      MessageHeader: {
        messageId: newId(),
        correlationId: query.MessageHeader.messageId,
        replyToMessageId: query.MessageHeader.messageId,
        messageTimestamp: toSecond(clock.nowMs()),
        messageSender: repositoryName,
        messageRecipient: nationalSystemName(memberState),
      },
      functionalReference: row.mrn,
      relatedENS: related(row, messageOf(row)),
    };
  };
};
