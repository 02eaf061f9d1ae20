/** The one table of the bare handler, beside those of the filings: components make no tables of their own. */
import { withClient } from '../../shared-services/kit/postgres/client.ts';

const statements = `
  set role portorium_entry_owner;
  create table if not exists portorium_entry.bare_filing (
    id bigint generated always as identity primary key,
    document text not null
  );
  alter table portorium_entry.bare_filing alter column document set storage external;`;

export const makeBareTable = async (adminUrl: string): Promise<void> => {
  await withClient(adminUrl, (admin) => admin.query(statements));
};
