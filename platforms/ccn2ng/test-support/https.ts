/** HTTPS as a Member State's system speaks it: its own certificate, every byte under control. */
import https from 'node:https';
import type { TlsMaterial } from '../../uumds/certificate-authority/certificates.ts';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly tls: Partial<TlsMaterial>;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export const send = (url: string, { method = 'GET', headers = {}, body, tls }: Sent): Promise<Got> =>
  new Promise((resolve, reject) => {
    const request = https.request(url, { method, headers, ...tls, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
