/** Where security events are sent on to, as the operator says it. */
import type { ApplicationSettings } from '../../shared-services/kit/host/module.ts';
import type { PlatformSettings } from '../settings.ts';

type Given = Pick<PlatformSettings, 'PORTORIUM_SYSLOG' | 'PORTORIUM_SYSLOG_AUTHORITIES'>;

/** @throws {Error} it is no host with a port */
export const syslogOf = (given: Given): Pick<ApplicationSettings, 'syslog'> => {
  const { PORTORIUM_SYSLOG: receiver, PORTORIUM_SYSLOG_AUTHORITIES: authorities } = given;
  if (receiver === undefined) return {};
  const [, host, port] = /^([\w.-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})$/.exec(receiver) ?? [];
  if (host === undefined) throw new Error('PORTORIUM_SYSLOG must be a host with a port: siem.example:6514');
  const to = { host: host.replaceAll(/[[\]]/g, ''), port: Number(port) };
  return { syslog: { ...to, ...(authorities === undefined ? {} : { authorities }) } };
};
