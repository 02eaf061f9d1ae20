/**
 * Secrets of the demonstration accounts: drawn at the first start and kept, readable by their owner only, in
 * `demo-accounts.json`, where whoever tries the platform finds them. In production the accounts are Keycloak's.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readOrCreate, replaceFile } from '../data-folder.ts';
import type { Realm } from '../realm.ts';

export interface DemoAccounts {
  readonly notice: string;
  /** Client id to client secret. */
  readonly clients: Readonly<Record<string, string>>;
  /** User name to password. */
  readonly persons: Readonly<Record<string, string>>;
}

const notice =
  'Invented organisations and accounts for demonstration. Anyone with this file can sign in as any of them.';

export const demoAccountsPath = (dataDirectory: string): string => join(dataDirectory, 'demo-accounts.json');

const draw = (): string => randomBytes(24).toString('base64url');

const completed = (names: readonly string[], known: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, known[name] ?? draw()]));

const completeFor = ({ systemClients, organisations }: Realm, known?: DemoAccounts): DemoAccounts => ({
  notice,
  clients: completed(
    systemClients.map(({ id }) => id),
    known?.clients ?? {},
  ),
  persons: completed(
    organisations.flatMap(({ persons }) => persons.map(({ name }) => name)),
    known?.persons ?? {},
  ),
});

const render = (accounts: DemoAccounts): string => `${JSON.stringify(accounts, null, 2)}\n`;

/** The accounts of the realm; one that was added to the realm since gets its secret now. */
export const loadDemoAccounts = async (dataDirectory: string, realm: Realm): Promise<DemoAccounts> => {
  const path = demoAccountsPath(dataDirectory);
  const stored = await readOrCreate(path, async () => render(completeFor(realm)));
  const complete = completeFor(realm, JSON.parse(stored) as DemoAccounts);
  if (render(complete) !== stored) await replaceFile(path, render(complete));
  return complete;
};
