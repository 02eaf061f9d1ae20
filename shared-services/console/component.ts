/** What the database needs to know of the console: it keeps sessions, and nothing else. */
import { fileURLToPath } from 'node:url';
import type { Component } from '../kit/postgres/components.ts';

export const component: Component = {
  name: 'console',
  migrationsDirectory: fileURLToPath(new URL('./storage/migrations', import.meta.url)),
};
