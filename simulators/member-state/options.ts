/** What the program is told when it is started. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Behaviour, harmless, readBehaviour } from './behaviour.ts';
import type { Tls } from './ccn2ng/client.ts';

export const usage = `simulated-member-state: the entry system of a Member State, simulated
  --country BE                     whose system it is; the certificate has to be its own
  --mode push|pull-rest|pull-grpc  how messages come to it
  --ccn2ng https://127.0.0.1:9443  SOAP and REST of CCN2ng
  --grpc localhost:9444            gRPC of CCN2ng (pull-grpc)
  --certificate bundle.pem         key and certificate chain
  --trust-anchor root.pem          root of the union's authority
  --listen 127.0.0.1:9601          where CCN2ng pushes to (push)
  --behaviour behaviour.json       how goods are judged; without it nothing is found
  --sign                           signs the SOAP messages that it sends; answers are then signed too
  --require-signatures             takes nothing from CCN2ng by SOAP that is not signed
  --help                           this text`;

const modes = ['push', 'pull-rest', 'pull-grpc'] as const;

export type Mode = (typeof modes)[number];

export interface Options {
  readonly country: string;
  readonly mode: Mode;
  readonly ccn2ng: string;
  readonly grpc: string;
  readonly tls: Tls;
  readonly listen: { readonly host: string; readonly port: number };
  readonly behaviour: Behaviour;
  readonly signs: boolean;
  readonly requiresSignatures: boolean;
}

const text = { type: 'string' } as const;

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      country: text,
      mode: text,
      ccn2ng: { ...text, default: 'https://127.0.0.1:9443' },
      grpc: { ...text, default: 'localhost:9444' },
      certificate: text,
      'trust-anchor': text,
      listen: { ...text, default: '127.0.0.1:9601' },
      behaviour: text,
      sign: { type: 'boolean' },
      'require-signatures': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  }).values;

const needed = (value: string | undefined, name: string): string => {
  if (value === undefined || value === '') throw new Error(`--${name} is missing`);
  return value;
};

const modeOf = (value: string): Mode => {
  const mode = modes.find((one) => one === value);
  if (mode === undefined) throw new Error(`--mode is one of ${modes.join(', ')}, not ${value}`);
  return mode;
};

const addressOf = (value: string): Options['listen'] => {
  const { host, port } = /^(?<host>[^:]+):(?<port>\d{1,5})$/.exec(value)?.groups ?? {};
  if (host === undefined || port === undefined) throw new Error(`--listen is an address and a port, not ${value}`);
  return { host, port: Number(port) };
};

const pemIn = (bundle: string, kind: RegExp, path: string): string => {
  const blocks = [...bundle.matchAll(/-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----/g)];
  const found = blocks.filter(([, name = '']) => kind.test(name)).map(([block]) => `${block}\n`);
  if (found.length === 0) throw new Error(`${path} holds no ${kind.source}`);
  return found.join('');
};

const readTls = async (certificate: string, trustAnchor: string): Promise<Tls> => {
  const [bundle, ca] = await Promise.all([readFile(certificate, 'utf8'), readFile(trustAnchor, 'utf8')]);
  return { key: pemIn(bundle, /PRIVATE KEY/, certificate), cert: pemIn(bundle, /CERTIFICATE/, certificate), ca };
};

/** @returns undefined: help is wished for. @throws {Error} what is missing or wrong */
export const readOptions = async (args: readonly string[]): Promise<Options | undefined> => {
  const values = parse(args);
  if (values.help) return undefined;
  const country = needed(values.country, 'country');
  if (!/^[A-Z]{2}$/.test(country)) throw new Error(`--country is a code of two letters, not ${country}`);
  return {
    country,
    mode: modeOf(needed(values.mode, 'mode')),
    ccn2ng: values.ccn2ng.replace(/\/$/, ''),
    grpc: values.grpc,
    tls: await readTls(needed(values.certificate, 'certificate'), needed(values['trust-anchor'], 'trust-anchor')),
    listen: addressOf(values.listen),
    behaviour: values.behaviour === undefined ? harmless : await readBehaviour(values.behaviour),
    signs: values.sign ?? false,
    requiresSignatures: values['require-signatures'] ?? false,
  };
};
