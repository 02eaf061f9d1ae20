/** The code lists that the project ships, in memory: what a fresh platform knows, without a database. */
import { type CodeLists, createCodeLists } from '../../../../shared-services/reference-data/lookup.ts';
import type { ShippedList } from '../../../../shared-services/reference-data/shipped/shipped-list.ts';
import { shippedLists } from '../../../../shared-services/reference-data/shipped/shipped-lists.ts';

const held = (list: ShippedList) => ({
  name: list.name,
  title: list.title,
  source: list.source,
  version: 'shipped',
  origin: 'shipped' as const,
  hierarchical: list.hierarchical ?? false,
  unlistedPattern: list.unlistedPattern ?? null,
  importedAt: '2026-01-01T00:00:00Z',
  codes: list.codes.map(({ code, description, validFrom, validTo, attributes }) => ({
    code,
    description,
    validFrom: validFrom ?? list.validFrom,
    validTo: validTo ?? null,
    attributes: attributes ?? {},
  })),
});

export const shippedCodeLists = (): CodeLists => createCodeLists({ revision: 1, lists: shippedLists().map(held) });
