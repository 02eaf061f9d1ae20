/** What the database needs to know of this component. */
import { fileURLToPath } from 'node:url';
import type { Component } from '../kit/postgres/components.ts';

export const component: Component = {
  name: 'reference-data',
  migrationsDirectory: fileURLToPath(new URL('./storage/migrations', import.meta.url)),
};
