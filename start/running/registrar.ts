/** The Keycloak to which API clients are carried over, as settings name it. */
import type { ApplicationSettings } from '../../shared-services/kit/host/module.ts';
import type { PlatformSettings } from '../settings.ts';

type Given = Pick<PlatformSettings, 'PORTORIUM_ISSUER' | 'PORTORIUM_KEYCLOAK_REGISTRAR_KEY' | 'PORTORIUM_KEYCLOAK_URL'>;

/** @throws Error where there is a key and no Keycloak */
export const registrarOf = (given: Given): Pick<ApplicationSettings, 'registrar'> => {
  const { PORTORIUM_ISSUER: issuer, PORTORIUM_KEYCLOAK_REGISTRAR_KEY: keyFile, PORTORIUM_KEYCLOAK_URL: url } = given;
  if (keyFile === undefined) return {};
  if (issuer === undefined)
    throw new Error('PORTORIUM_KEYCLOAK_REGISTRAR_KEY needs PORTORIUM_ISSUER: the embedded UUM&DS reads the register');
  return { registrar: { issuer, keyFile, ...(url === undefined ? {} : { url }) } };
};
