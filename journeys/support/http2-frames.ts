/** HTTP/2 byte by byte (RFC 9113, 4 and 6): what no honest library sends. */
import { connect, type TLSSocket } from 'node:tls';
import type { TlsMaterial } from '../../platforms/uumds/certificate-authority/certificates.ts';

const types = { data: 0, headers: 1, priority: 2, reset: 3, settings: 4, ping: 6, window: 8, continuation: 9 } as const;
export const endStream = 1;
export const endHeaders = 4;

export const frame = (
  type: keyof typeof types,
  flags: number,
  stream: number,
  payload: Buffer = Buffer.alloc(0),
): Buffer => {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(types[type], 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
};

/** A length with a prefix of seven bits (RFC 7541, 5.1). */
const lengthOf = (length: number): number[] => {
  if (length < 127) return [length];
  const bytes = [127];
  let rest = length - 127;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
};

const text = (value: string) => Buffer.concat([Buffer.from(lengthOf(Buffer.byteLength(value))), Buffer.from(value)]);

/** Literal, never indexed. */
export const header = (name: string, value: string): Buffer =>
  Buffer.concat([Buffer.from([0]), text(name), text(value)]);

/** What begins a gRPC call: POST, https, and the rest in full. */
export const callOf = (path: string, more: Readonly<Record<string, string>> = {}): Buffer => {
  const named = {
    ':path': path,
    ':authority': 'localhost',
    'content-type': 'application/grpc',
    te: 'trailers',
    ...more,
  };
  return Buffer.concat([
    Buffer.from([0x83, 0x87]),
    ...Object.entries(named).map(([name, value]) => header(name, value)),
  ]);
};

/** An empty message. */
export const emptyMessage = Buffer.alloc(5);
export const cancel = Buffer.from([0, 0, 0, 8]);

/** A connection on which HTTP/2 has begun; what comes back is thrown away. */
export const dialHttp2 = (address: string, { key, cert, ca }: TlsMaterial): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const [host = '', port = ''] = address.split(':');
    const socket = connect(
      { host, port: Number(port), key, cert, ca, servername: 'localhost', ALPNProtocols: ['h2'] },
      () => {
        socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame('settings', 0, 0)]));
        socket.off('error', reject).on('error', () => {});
        resolve(socket.resume());
      },
    );
    socket.once('error', reject);
  });

const inOneWrite = 200;

/** Whether more can be sent, soon. */
const drained = (socket: TLSSocket): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, 2000, false);
    const tell = (more: boolean) => () => {
      clearTimeout(timer);
      resolve(more);
    };
    socket.once('drain', tell(true)).once('close', tell(false));
  });

/** Sends so many, as fast as they are taken; ends early with the connection, or where nothing is taken any more. */
export const flood = async (socket: TLSSocket, count: number, make: (index: number) => Buffer): Promise<void> => {
  for (let index = 0; index < count && socket.writable; index += inOneWrite) {
    const frames = Array.from({ length: Math.min(inOneWrite, count - index) }, (_, more) => make(index + more));
    if (socket.write(Buffer.concat(frames))) await new Promise((resolve) => setImmediate(resolve));
    else if (!(await drained(socket))) return;
  }
};
