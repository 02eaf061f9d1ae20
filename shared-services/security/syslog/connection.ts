/** A TLS connection to a receiver of syslog; opened when there is something to say, and again after it has failed. */
import { readFile } from 'node:fs/promises';
import { connect, type TLSSocket } from 'node:tls';

export interface SyslogReceiver {
  readonly host: string;
  readonly port: number;
  /** File of authorities, PEM, by which the receiver proves itself; those of the system if not said. */
  readonly authorities?: string;
}

const withinMs = 5000;

const open = async ({ host, port, authorities }: SyslogReceiver): Promise<TLSSocket> => {
  const ca = authorities === undefined ? {} : { ca: await readFile(authorities) };
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, minVersion: 'TLSv1.2', ...ca });
    const late = setTimeout(() => socket.destroy(new Error('the receiver of syslog does not answer')), withinMs);
    socket.once('error', reject).once('secureConnect', () => {
      clearTimeout(late);
      resolve(socket);
    });
    socket.once('close', () => clearTimeout(late));
  });
};

export const createSyslogConnection = (receiver: SyslogReceiver) => {
  let socket: TLSSocket | undefined;
  const forget = () => {
    socket?.destroy();
    socket = undefined;
  };
  const write = (to: TLSSocket, text: string) =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the receiver of syslog takes nothing')), withinMs);
      to.write(text, (error) => {
        clearTimeout(late);
        if (error) reject(error);
        else resolve();
      });
    });
  return {
    /** Resolves when the system has taken it; syslog has no acknowledgement. */
    send: async (text: string): Promise<void> => {
      try {
        if (socket === undefined || socket.destroyed || !socket.writable) {
          socket = await open(receiver);
          socket.on('error', forget).on('close', forget).resume();
        }
        await write(socket, text);
      } catch (error) {
        forget();
        throw error;
      }
    },
    close: forget,
  };
};
