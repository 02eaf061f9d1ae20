/** Whether a client of Keycloak is what the register says: Keycloak adds much of its own, and somebody may have changed it. */
import { isDeepStrictEqual } from 'node:util';
import type { ClientRepresentation, Mapper } from './representation.ts';

export interface KnownClient extends Partial<ClientRepresentation> {
  /** Keycloak's own. */
  readonly id: string;
  readonly clientId: string;
}

/** Added by Keycloak to whatever has a service account: it says from where the system came. */
const scopesOfKeycloak = ['service_account'];

const contains = (actual: object = {}, wished: object): boolean =>
  Object.entries(wished).every(([name, value]) =>
    // What is empty is not stored.
    value === '' ? !(actual as Record<string, unknown>)[name] : (actual as Record<string, unknown>)[name] === value,
  );

const hasMappers = (actual: readonly Mapper[] = [], wished: readonly Mapper[]): boolean =>
  actual.length === wished.length &&
  wished.every(({ name, protocolMapper, config }) => {
    const known = actual.find((one) => one.name === name);
    return known?.protocolMapper === protocolMapper && contains(known.config, config);
  });

const scopesOf = (scopes: unknown): unknown[] =>
  Array.isArray(scopes) ? scopes.filter((scope) => !scopesOfKeycloak.includes(scope)) : [];

export const isAsWished = (known: KnownClient, wished: ClientRepresentation): boolean => {
  const { attributes, protocolMappers, defaultClientScopes, optionalClientScopes, ...plain } = wished;
  return (
    Object.entries(plain).every(([name, value]) => isDeepStrictEqual(known[name], value)) &&
    contains(known.attributes, attributes) &&
    hasMappers(known.protocolMappers, protocolMappers) &&
    scopesOf(known['defaultClientScopes']).length === 0 &&
    scopesOf(known['optionalClientScopes']).length === 0
  );
};
