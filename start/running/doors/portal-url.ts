import { defaultRealmSettings } from '../../../platforms/uumds/realm.ts';
import type { PlatformSettings } from '../../settings.ts';

/** Where people reach the console: the address to which the sign-in leads back. */
export const consoleUrlOf = ({
  PORTORIUM_SHARED_SERVICES_URL,
  PORTORIUM_SHARED_SERVICES_PORT,
}: PlatformSettings): string => {
  if (PORTORIUM_SHARED_SERVICES_URL !== undefined) return PORTORIUM_SHARED_SERVICES_URL;
  return PORTORIUM_SHARED_SERVICES_PORT === 0
    ? defaultRealmSettings.monitoringUrl
    : `https://localhost:${PORTORIUM_SHARED_SERVICES_PORT}`;
};

/** Where people reach the portal: the address to which the sign-in leads back. Of a port that is drawn nobody knows it before. */
export const portalUrlOf = ({ PORTORIUM_SPEED2NG_URL, PORTORIUM_SPEED2NG_PORT }: PlatformSettings): string => {
  if (PORTORIUM_SPEED2NG_URL !== undefined) return PORTORIUM_SPEED2NG_URL;
  return PORTORIUM_SPEED2NG_PORT === 0
    ? defaultRealmSettings.portalUrl
    : `https://localhost:${PORTORIUM_SPEED2NG_PORT}`;
};
