/** What was heard of the applications that give cases. */
import type { Queries } from './packages.ts';

export const noteHeard = async (queries: Queries, application: string, waiting: number): Promise<void> => {
  await queries.query(
    `insert into source (application, waiting, heard_at) values ($1, $2, now())
     on conflict (application) do update set waiting = excluded.waiting, heard_at = now(), fault = null`,
    [application, waiting],
  );
};

export const noteUnheard = async (queries: Queries, application: string, fault: string): Promise<void> => {
  await queries.query(
    `insert into source (application, waiting, fault) values ($1, 0, $2)
     on conflict (application) do update set fault = excluded.fault`,
    [application, fault.slice(0, 500)],
  );
};

export interface SourceRow {
  readonly application: string;
  readonly waiting: number;
  readonly failing: number;
  readonly heard_at: Date | null;
  readonly fault: string | null;
}

export const listSources = (queries: Queries): Promise<SourceRow[]> =>
  queries.query<SourceRow>(
    `select source.*, (select count(*)::integer from package where package.application = source.application
       and state in ('writing', 'written') and attempts > 0) as failing from source order by application`,
  );
