/** Makes one client of Keycloak what the register says. Done again it changes nothing. */
import type { Answer, AskAdministration } from './administration.ts';
import { isAsWished, type KnownClient } from './comparison.ts';
import { type ClientRepresentation, markAttribute } from './representation.ts';

export type Carried = 'created' | 'updated' | 'removed' | 'unchanged';

/** Keycloak does not take this client, while it takes others. */
export class NotTaken extends Error {}

export const isOfRegister = ({ attributes }: KnownClient, mark: string): boolean =>
  attributes?.[markAttribute] === mark;

const find = async (ask: AskAdministration, clientId: string): Promise<KnownClient | undefined> => {
  const { body } = await ask('GET', `/clients?clientId=${encodeURIComponent(clientId)}`);
  return (body as KnownClient[]).find((one) => one.clientId === clientId);
};

const assertTaken = ({ status, body }: Answer, what: string): void => {
  if (status >= 300) throw new NotTaken(`${what}: ${status} ${JSON.stringify(body)?.slice(0, 200)}`);
};

export interface CarryParts {
  readonly ask: AskAdministration;
  readonly mark: string;
}

const remove = async ({ ask }: CarryParts, known: KnownClient | undefined): Promise<Carried> => {
  if (known === undefined) return 'unchanged';
  const answer = await ask('DELETE', `/clients/${known.id}`);
  // Somebody was quicker.
  if (answer.status !== 404) assertTaken(answer, 'removal');
  return 'removed';
};

/**
 * @param wished undefined: Keycloak should have none
 * @throws NotTaken: a client of this name is not the register's, or Keycloak refuses; AdministrationUnavailable
 */
export const carry = async (
  clientId: string,
  wished: ClientRepresentation | undefined,
  parts: CarryParts,
): Promise<Carried> => {
  const { ask, mark } = parts;
  const known = await find(ask, clientId);
  if (known !== undefined && !isOfRegister(known, mark)) throw new NotTaken('a client of this name is somebody else’s');
  if (wished === undefined) return remove(parts, known);
  if (known === undefined) {
    assertTaken(await ask('POST', '/clients', wished), 'creation');
    return 'created';
  }
  if (isAsWished(known, wished)) return 'unchanged';
  assertTaken(await ask('PUT', `/clients/${known.id}`, { ...wished, id: known.id }), 'change');
  return 'updated';
};
