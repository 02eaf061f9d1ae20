/** The applications that give cases: those whose contract has the service `CaseArchive`. */
import { type caseArchive, caseArchiveName } from '../../../reference-architecture/contract/case-archive.ts';
import type { Application } from '../../../reference-architecture/contract/language.ts';
import type { Calls, ClientOf } from '../../kit/rpc/calls.ts';

type CaseArchive = ReturnType<typeof caseArchive>;
/** Any application, as far as the archive knows it. */
type Source = Application<{ CaseArchive: CaseArchive }>;
export type SourceClient = ClientOf<Source>;

const isSource = (contract: Application): contract is Source => contract.services[caseArchiveName] !== undefined;

export const sourcesIn = (catalogue: readonly Application[]): readonly Source[] => catalogue.filter(isSource);

export const clientsOf = (catalogue: readonly Application[], calls: Calls): ReadonlyMap<string, SourceClient> =>
  new Map(sourcesIn(catalogue).map((contract) => [contract.name, calls.to(contract)]));
