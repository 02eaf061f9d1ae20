/** Finds the applications of a platform by what their folders contain. A folder that is not whole stops the start. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Application } from '../reference-architecture/contract/language.ts';
import type { ApplicationModule } from '../shared-services/kit/host/module.ts';

export interface Discovered {
  readonly directory: string;
  readonly contract: Application;
}

const isModule = (value: unknown): value is ApplicationModule =>
  typeof value === 'object' && value !== null && 'contract' in value && 'host' in value;

const load = async ({ directory, contract }: Discovered): Promise<ApplicationModule> => {
  const file = join(directory, 'application.ts');
  if (!existsSync(file))
    throw new Error(`${directory} has a contract but no application.ts: ${contract.name} is not whole`);
  const { default: module } = (await import(pathToFileURL(file).href)) as { readonly default: unknown };
  if (!isModule(module))
    throw new Error(`${file} does not export what implement() makes: ${contract.name} is not whole`);
  return module;
};

export const loadModules = (found: readonly Discovered[]): Promise<ApplicationModule[]> => Promise.all(found.map(load));
