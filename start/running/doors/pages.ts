import { defaultRealmSettings } from '../../../platforms/uumds/realm.ts';
import type { PlatformSettings } from '../../settings.ts';

/** Where people reach pages: the address to which the sign-in leads back. Of a port that is drawn nobody knows it before. */
export const portalUrlOf = ({ PORTORIUM_SPEED2NG_URL, PORTORIUM_SPEED2NG_PORT }: PlatformSettings): string => {
  if (PORTORIUM_SPEED2NG_URL !== undefined) return PORTORIUM_SPEED2NG_URL;
  return PORTORIUM_SPEED2NG_PORT === 0
    ? defaultRealmSettings.portalUrl
    : `https://localhost:${PORTORIUM_SPEED2NG_PORT}`;
};

export const consoleUrlOf = ({
  PORTORIUM_SHARED_SERVICES_URL,
  PORTORIUM_SHARED_SERVICES_PORT,
}: PlatformSettings): string => {
  if (PORTORIUM_SHARED_SERVICES_URL !== undefined) return PORTORIUM_SHARED_SERVICES_URL;
  return PORTORIUM_SHARED_SERVICES_PORT === 0
    ? defaultRealmSettings.monitoringUrl
    : `https://localhost:${PORTORIUM_SHARED_SERVICES_PORT}`;
};

export const workbenchUrlOf = ({ PORTORIUM_WORKBENCH_URL, PORTORIUM_WORKBENCH_PORT }: PlatformSettings): string => {
  if (PORTORIUM_WORKBENCH_URL !== undefined) return PORTORIUM_WORKBENCH_URL;
  return PORTORIUM_WORKBENCH_PORT === 0
    ? defaultRealmSettings.workbenchUrl
    : `https://localhost:${PORTORIUM_WORKBENCH_PORT}`;
};

const minuteMs = 60_000;

export const sessionLimitsOf = (settings: PlatformSettings) => ({
  idleMs: settings.PORTORIUM_PORTAL_IDLE_MINUTES * minuteMs,
  longestMs: settings.PORTORIUM_PORTAL_SESSION_HOURS * 60 * minuteMs,
});
