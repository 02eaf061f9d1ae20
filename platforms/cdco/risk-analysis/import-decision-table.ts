import { parseXml, type XmlLimits, XmlRefused } from '../../../reference-architecture/contract/xml/parse.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { csvColumns, readCsv } from '../../../shared-services/reference-data/formats/csv.ts';
import { UnreadableFile } from '../../../shared-services/reference-data/formats/row.ts';
import { type Collector, createCollector } from './domain/import/collect.ts';
import { tableOfCsv } from './domain/import/csv-table.ts';
import { tableOfDmn } from './domain/import/dmn-table.ts';
import { profilesOfTable, type RowProfile } from './domain/import/profiles-of-table.ts';
import { CellFault, type DecisionTable, hitPolicies } from './domain/import/table.ts';
import { type ImportRequestOf, importDrafts, importFault, type ReadProfile, refuseImport } from './import-drafts.ts';
import type { LifeParts } from './life-of-profiles.ts';

type Request = ImportRequestOf<'importDecisionTable'>;

/** A thousand rows of a hundred columns. */
const limits: XmlLimits = { maxDepth: 32, maxElements: 300_000, maxAttributesPerElement: 16, maxTextLength: 100_000 };

const doubled = (names: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name).size);
};

const readTable = (format: string, table: string, to: Collector): DecisionTable => {
  if (format === 'dmn') return tableOfDmn(parseXml(table, limits), to);
  const names = csvColumns(table);
  for (const name of doubled(names)) to.tell([1, name], 'this column stands twice');
  return tableOfCsv({ names, ...readCsv(table) }, to);
};

/** What is no table at all is a fault of the whole. */
const tableOf = ({ format, table }: Request, to: Collector): DecisionTable => {
  try {
    return readTable(format, table, to);
  } catch (error) {
    if (!(error instanceof UnreadableFile || error instanceof XmlRefused || error instanceof CellFault)) throw error;
    to.tell([], error.message);
    return { hitPolicy: 'COLLECT', rows: [] };
  }
};

const readOf =
  (reason: string) =>
  (profile: RowProfile): ReadProfile => ({
    profileId: profile.profileId,
    definition: JSON.stringify(profile.definition),
    reason,
    pathOf: (pointer) => {
      const column = profile.columnAt(pointer);
      return ['table', profile.row, ...(column === undefined ? [] : [column])];
    },
  });

export const importDecisionTable = (parts: LifeParts) => async (request: Request, call: OperationCall) => {
  const to = createCollector();
  const table = tableOf(request, to);
  const profiles = profilesOfTable(table, request.procedure, to);
  if (to.faults.length > 0) {
    refuseImport(to.faults.map(({ path, message }) => importFault(['table', ...path], message)));
  }
  const made = await importDrafts(profiles.map(readOf(request.reason)), parts, call);
  return { hitPolicy: table.hitPolicy, meaning: hitPolicies[table.hitPolicy], profiles: [...made] };
};
