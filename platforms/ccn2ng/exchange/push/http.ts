/** HTTPS to one Member State: our service certificate, and nobody but that Member State at the other end. */
import https from 'node:https';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { HttpClient, type IHttpClient } from 'soap';
import { callerOfCertificate } from '../../../../shared-services/kit/identity/certificate.ts';

export interface PushTls {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

const belongsTo = (country: string, certificate: PeerCertificate): boolean => {
  try {
    const { circle, party } = callerOfCertificate(certificate);
    return circle === 'trusted' && party === country;
  } catch {
    return false;
  }
};

/** The name in the address, and the identity in the certificate: a message for Belgium is shown to Belgium only. */
const checkIdentity =
  (country: string) =>
  (host: string, certificate: PeerCertificate): Error | undefined =>
    checkServerIdentity(host, certificate) ??
    (belongsTo(country, certificate) ? undefined : new Error(`the certificate of ${host} is not that of ${country}`));

export const agentFor = (country: string, { key, cert, ca }: PushTls, maxSockets: number): https.Agent =>
  new https.Agent({
    key,
    cert,
    ca,
    keepAlive: true,
    maxSockets,
    minVersion: 'TLSv1.2',
    checkServerIdentity: checkIdentity(country),
  });

const isFault = (body: unknown): boolean => typeof body === 'string' && /<(?:[\w.-]+:)?Fault[\s>]/.test(body);

/**
 * `soap` takes any answer to a one-way message for a success. Here only 2xx is one; a fault goes on to be read, and any
 * other answer is an error.
 *
 * @param secure what is done with an envelope before it is sent
 */
export const strictHttpClient = (secure = (envelope: string) => envelope): IHttpClient => {
  const client = new HttpClient();
  return {
    request: (url, data, callback, headers, options) =>
      client.request(
        url,
        typeof data === 'string' && data !== '' ? secure(data) : data,
        (error, response, body) => {
          const status: number = response?.status ?? 0;
          const isTaken = status >= 200 && status < 300;
          if (error || isTaken || isFault(body)) callback(error, response, body);
          else callback(new Error(`the endpoint answered ${status}`));
        },
        headers,
        options,
      ),
  };
};
