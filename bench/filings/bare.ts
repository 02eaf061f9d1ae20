/** The measure of all things here: express, one INSERT, nothing else. Run as a process by bare-process.ts. */
import { createServer } from 'node:https';
import express from 'express';
import pg from 'pg';

interface Settings {
  readonly connectionString: string;
  readonly key: string;
  readonly cert: string;
}

process.once('message', async (message) => {
  const { connectionString, key, cert } = message as Settings;
  const pool = new pg.Pool({ connectionString, max: 16 });
  const app = express();
  app.use(express.json({ limit: '8mb' }));
  app.post('/', async (request, response) => {
    await pool.query({
      name: 'insert',
      text: 'insert into bare_filing (document) values ($1)',
      values: [request.body],
    });
    response.status(201).json({ stored: true });
  });
  const server = createServer({ key, cert, minVersion: 'TLSv1.2' }, app);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.({ url: `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` });
  });
});
process.once('disconnect', () => process.exit(0));
