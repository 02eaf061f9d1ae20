/** What the settings say of signed and sealed messages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { type Protection, protections } from '../shared-services/gateway/soap/security/protect.ts';

const protectionNamed = (name: string | undefined, whole: string): Protection => {
  const found = protections.find((one) => one === name);
  if (found === undefined) throw new Error(`PORTORIUM_MESSAGE_SECURITY: ${whole} is not BE=<${protections.join('|')}>`);
  return found;
};

/** `BE=signed,DE=signed+encrypted,*=none`, by country. @throws {Error} anything else */
export const messageSecurityOf = (setting: string): ReadonlyMap<string, Protection> =>
  new Map(
    setting
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((one): [string, Protection] => {
        const [country = '', name] = one.split('=', 2).map((part) => part.trim());
        if (!/^(?:[A-Z]{2}|\*)$/.test(country)) throw new Error(`PORTORIUM_MESSAGE_SECURITY: ${one} names no country`);
        return [country, protectionNamed(name, one)];
      }),
  );

/** `BE.pem`, `DE.pem` in a folder: the certificates for which content is encrypted, by country. */
export const recipientsIn = (folder: string | undefined): ReadonlyMap<string, string> =>
  new Map(
    (folder === undefined ? [] : readdirSync(folder))
      .filter((name) => /^[A-Z]{2}\.pem$/.test(name))
      .map((name) => [parse(name).name, readFileSync(join(folder!, name), 'utf8')]),
  );

/** EORIs of traders whose messages always come sealed; `*`: everybody's. */
export const mustSealOf = (setting: string): ((caller: { readonly party: string }) => boolean) => {
  const named = new Set(setting.split(',').map((one) => one.trim()));
  return ({ party }) => named.has('*') || named.has(party);
};
