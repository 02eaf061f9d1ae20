/**
 * Where a filing stands: for its declarant, its representative, its carrier, and whoever submitted it; and for who acts for
 * one of them, as the gateway found.
 */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { standsFor } from '../../../shared-services/kit/call.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { ConsultFiling, FilingState } from './messages/filing-state.ts';
import type { Filing } from './messages/filings.ts';
import { unknownDeclaration } from './refusals.ts';
import { type FilingRow, messageOf, readFilings } from './storage/filings.ts';

const hasPart = (row: FilingRow, { representative }: Filing, party: string) =>
  [row.declarant, row.submitted_by, row.carrier, representative?.identificationNumber].includes(party);

export const consultFiling =
  ({ store }: Dependencies) =>
  async ({ MRN }: Content<typeof ConsultFiling>, call: OperationCall): Promise<Content<typeof FilingState>> => {
    const [row] = await readFilings(store, [MRN]);
    // To a stranger a filing does not exist: an MRN must tell nobody who trades.
    const message = row === undefined ? undefined : messageOf(row);
    if (row === undefined || message === undefined || !hasPart(row, message, standsFor(call)))
      throw unknownDeclaration(MRN);
    const { representative } = message;
    return {
      MRN,
      LRN: row.lrn,
      SpecificCircumstanceIndicator: row.message_type.slice('IE3'.length),
      state: row.state,
      registrationDate: { DateTime: toSecond(row.registered_at.getTime()) },
      addressedMemberState: { country: row.responsible_member_state },
      ...(representative === undefined
        ? {}
        : { representative: { identificationNumber: representative.identificationNumber } }),
      declarant: { identificationNumber: row.declarant },
      ...(row.office_of_first_entry === null
        ? {}
        : { customsOfficeOfFirstEntry: { referenceNumber: row.office_of_first_entry } }),
    };
  };
