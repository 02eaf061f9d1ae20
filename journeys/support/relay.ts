/** A line between a platform and another that can be cut. */
import { connect, createServer, type Socket } from 'node:net';

export interface Relay {
  /** `localhost:40123` */
  readonly address: string;
  /** Ends what goes through it, and takes nothing more. */
  cut(): Promise<void>;
}

export const relayTo = async (target: string): Promise<Relay> => {
  const [host = '', port = ''] = target.split(':');
  const open = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    open.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
  };
  const server = createServer((incoming) => {
    const outgoing = keep(connect(Number(port), host));
    keep(incoming).pipe(outgoing).pipe(incoming);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    address: `localhost:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
};
