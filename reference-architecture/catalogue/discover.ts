/** Finds applications by what their folders contain, and refuses to go on with a contract that is not whole. */
import { glob } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Application } from '../contract/language.ts';
import { byName } from '../contract/render/names.ts';
import { faultsOf } from './wholeness.ts';

export interface Discovered {
  /** Folder of the application, absolute. */
  readonly directory: string;
  readonly contract: Application;
}

const places = [
  'platforms/*/contract.ts',
  'platforms/cdco/*/contract.ts',
  'platforms/uumds/*/contract.ts',
  'shared-services/*/contract.ts',
];

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** The contract in a file, or the sentence that says why there is none. */
const load = async (root: string, file: string): Promise<Discovered | string> => {
  const path = join(root, file);
  try {
    const { contract } = (await import(pathToFileURL(path).href)) as { contract?: Application };
    return contract === undefined ? `${file} does not export \`contract\`` : { directory: dirname(path), contract };
  } catch (thrown) {
    return `${file} cannot be loaded: ${reasonOf(thrown)}`;
  }
};

const refuse = (faults: readonly string[]): void => {
  if (faults.length > 0)
    throw new Error(`The contracts are not whole:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
};

/**
 * All applications below a repository root, in the order of their folders.
 * @throws Error with every fault of every contract, one a line
 */
export const discoverContracts = async (root: string): Promise<Discovered[]> => {
  const files = (await Array.fromAsync(glob(places, { cwd: root }))).sort(byName);
  const loaded = await Promise.all(files.map((file) => load(root, file)));
  const found = loaded.filter((one) => typeof one !== 'string');
  refuse([...loaded.filter((one) => typeof one === 'string'), ...faultsOf(found)]);
  return found;
};
