/** What each platform keeps in the database: one component for each of its applications, and its own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { component as operatorsConsole } from '../shared-services/console/component.ts';
import type { Component } from '../shared-services/kit/postgres/components.ts';
import { component as referenceData } from '../shared-services/reference-data/component.ts';
import type { Discovered } from './modules.ts';
import { root } from './root.ts';

const migrationsIn = (directory: string) => {
  const migrations = join(directory, 'storage', 'migrations');
  return existsSync(migrations) ? { migrationsDirectory: migrations } : {};
};

/** Components that no contract names: they offer no operation. */
const others: readonly Component[] = [
  operatorsConsole,
  { name: 'uumds', ...migrationsIn(join(root, 'platforms', 'uumds')) },
];

/** The audit chain first: every other component writes to it. */
const auditFirst = (one: Component, other: Component) => Number(other.name === 'audit') - Number(one.name === 'audit');

export const componentsOf = (found: readonly Discovered[]): Component[] => {
  const applications = found.map(({ directory, contract }) => ({
    name: contract.name,
    outbox: true,
    ...migrationsIn(directory),
  }));
  const missing = [...others, referenceData].filter(({ name }) => !applications.some((one) => one.name === name));
  return [...applications, ...missing].sort(auditFirst);
};
