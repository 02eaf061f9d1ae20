import type { Queries } from './packages.ts';

export interface FiguresRow {
  readonly packages: number;
  readonly bytes: string;
  readonly held: number;
  readonly due: number;
  readonly damaged: number;
  readonly proposed: number;
  readonly disposed: number;
  readonly unfinished: number;
  readonly last_archived_at: Date | null;
  readonly oldest_check_at: Date | null;
}

/** In one reading. */
export const readFigures = async (queries: Queries): Promise<FiguresRow> =>
  (
    await queries.query<FiguresRow>(
      `select count(*) filter (where state = 'kept')::integer as packages,
         (select coalesce(sum(bytes), 0) from package_file join package as kept on kept.id = package_id
           where kept.state = 'kept')::text as bytes,
         (select count(*) from hold where lifted_at is null)::integer as held,
         count(*) filter (where state = 'kept' and retain_until <= now())::integer as due,
         (select count(distinct package_id) from package_file where damage is not null)::integer as damaged,
         (select count(*) from disposal where disposal.state = 'proposed')::integer as proposed,
         count(*) filter (where state = 'disposed')::integer as disposed,
         count(*) filter (where state in ('writing', 'written', 'disposing'))::integer as unfinished,
         max(archived_at) as last_archived_at,
         (select min(checked_at) from package_file join package as kept on kept.id = package_id
           where kept.state = 'kept') as oldest_check_at
       from package`,
    )
  )[0]!;
