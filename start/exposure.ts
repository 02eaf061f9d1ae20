/**
 * What a start refuses where others than this machine could reach it: what comes by itself (a development authority, a
 * sign-in with demonstration accounts) is for trying, and its secrets lie in a folder that was not made to keep them.
 */
import type { PlatformSettings } from './settings.ts';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

const missing = ({ PORTORIUM_CERTIFICATES, PORTORIUM_ISSUER }: PlatformSettings): string[] => {
  const needs: string[] = [];
  if (PORTORIUM_CERTIFICATES === undefined)
    needs.push(
      'PORTORIUM_CERTIFICATES must name a folder with certificates of your own authority (start/certificates/folder.ts ' +
        'lists its files); without it the development authority would issue them, whose keys lie in the data folder',
    );
  if (PORTORIUM_ISSUER === undefined)
    needs.push(
      'PORTORIUM_ISSUER must name your identity provider; without it people sign in at the embedded one, with ' +
        'demonstration accounts',
    );
  else if (!PORTORIUM_ISSUER.startsWith('https://'))
    needs.push('PORTORIUM_ISSUER must begin with https://: whoever stands between could issue tokens');
  return needs;
};

/** @throws {Error} listens beyond this machine with what is only for trying; says what to set instead */
export const assertNotExposed = (settings: PlatformSettings): void => {
  const open = (['PORTORIUM_HOST', 'PORTORIUM_INTERNAL_HOST'] as const).filter((name) => !isLoopback(settings[name]));
  const needs = open.length === 0 ? [] : missing(settings);
  if (needs.length === 0) return;
  const where = open.map((name) => `${name}=${settings[name]}`).join(' and ');
  throw new Error(
    `${where} can be reached from other machines, but this start would use demonstration secrets. ` +
      `${needs.map((need) => `\n- ${need}`).join('')}\nOr leave both addresses at 127.0.0.1 to try the platform on this machine.`,
  );
};
