/** What operators ask a process: is it alive, is it ready, how is it doing. On a port of its own, never the callers'. */
import express, { type Express, type Request, type Response } from 'express';
import type { Registry } from 'prom-client';
import type { GatewayLimits } from './limits.ts';
import { type Listening, listen } from './server.ts';

export interface ManagementParts {
  readonly host: string;
  readonly port: number;
  readonly limits: GatewayLimits;
  readonly registry: Registry;
  /** Whether requests should be sent here now. */
  readonly ready: () => boolean | Promise<boolean>;
}

const tellReady = (ready: ManagementParts['ready']) => async (_request: Request, response: Response) => {
  const isReady = await Promise.resolve(ready()).catch(() => false);
  response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not ready' });
};

/** `/health/live` and `/health/ready`: for the gateway's own port as well. */
export const healthRouter = (ready: ManagementParts['ready']) =>
  express
    .Router()
    .get('/live', (_request: Request, response: Response) => void response.json({ status: 'alive' }))
    .get('/ready', tellReady(ready));

const managementApp = ({ registry, ready }: ManagementParts): Express =>
  express()
    .disable('x-powered-by')
    .use('/health', healthRouter(ready))
    .get('/metrics', async (_request: Request, response: Response) => {
      response.type(registry.contentType).send(await registry.metrics());
    });

export const startManagement = (parts: ManagementParts): Promise<Listening> =>
  listen({
    handler: managementApp(parts),
    host: parts.host,
    port: parts.port,
    limits: parts.limits,
    plainAllowed: true,
  });
