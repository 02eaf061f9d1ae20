/**
 * Where a filing stands: for its declarant, its representative, its carrier, and whoever submitted it; and for who acts for
 * one of them, as the gateway found.
 */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { standsFor } from '../../../shared-services/kit/call.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { ConsultFiling, FilingState } from './messages/filing-state.ts';
import { unknownDeclaration } from './refusals.ts';
import { readArchived } from './storage/archive.ts';
import { type FilingRow, messageOf, readFilings } from './storage/filings.ts';

interface Found {
  readonly row: FilingRow;
  readonly representative: string | undefined;
}

const hasPart = ({ row, representative }: Found, party: string) =>
  [row.declarant, row.submitted_by, row.carrier, representative].includes(party);

/** Of a filing that is in the archive, what is kept here is enough. */
const find = async (store: Dependencies['store'], MRN: string): Promise<Found | undefined> => {
  const [row] = await readFilings(store, [MRN]);
  if (row !== undefined) return { row, representative: messageOf(row).representative?.identificationNumber };
  const archived = await readArchived(store, MRN);
  return archived === undefined ? undefined : { row: archived, representative: archived.representative ?? undefined };
};

export const consultFiling =
  ({ store }: Dependencies) =>
  async ({ MRN }: Content<typeof ConsultFiling>, call: OperationCall): Promise<Content<typeof FilingState>> => {
    const found = await find(store, MRN);
    // To a stranger a filing does not exist: an MRN must tell nobody who trades.
    if (found === undefined || !hasPart(found, standsFor(call))) throw unknownDeclaration(MRN);
    const { row, representative } = found;
    return {
      MRN,
      LRN: row.lrn,
      SpecificCircumstanceIndicator: row.message_type.slice('IE3'.length),
      state: row.state,
      registrationDate: { DateTime: toSecond(row.registered_at.getTime()) },
      addressedMemberState: { country: row.responsible_member_state },
      ...(representative === undefined ? {} : { representative: { identificationNumber: representative } }),
      declarant: { identificationNumber: row.declarant },
      ...(row.office_of_first_entry === null
        ? {}
        : { customsOfficeOfFirstEntry: { referenceNumber: row.office_of_first_entry } }),
    };
  };
