/** Stands in for a collector of traces and logs: takes OTLP over HTTP, as JSON. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** Of the process that sent it. */
  readonly service: string;
}

export interface CollectedLine {
  readonly service: string;
  readonly severityText: string;
  readonly body: { readonly stringValue?: string };
  readonly traceId?: string;
}

type Resource = {
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
};

const serviceOf = ({ attributes }: Resource): string =>
  attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';

interface LogExport {
  readonly resourceLogs: readonly {
    readonly resource: Resource;
    readonly scopeLogs: readonly { readonly logRecords: readonly Omit<CollectedLine, 'service'>[] }[];
  }[];
}

const linesIn = ({ resourceLogs }: LogExport): CollectedLine[] =>
  resourceLogs.flatMap(({ resource, scopeLogs }) =>
    scopeLogs.flatMap(({ logRecords }) => logRecords.map((one) => ({ ...one, service: serviceOf(resource) }))),
  );

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: Resource;
    readonly scopeSpans: readonly { readonly spans: readonly Omit<CollectedSpan, 'service'>[] }[];
  }[];
}

const spansIn = ({ resourceSpans }: Export): CollectedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = serviceOf(resource);
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, service })));
  });

export interface Collector {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  readonly lines: readonly CollectedLine[];
  stop(): Promise<void>;
}

export const startCollector = async (): Promise<Collector> => {
  const spans: CollectedSpan[] = [];
  const lines: CollectedLine[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const sent = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      if (request.url === '/v1/traces') spans.push(...spansIn(sent));
      if (request.url === '/v1/logs') lines.push(...linesIn(sent));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    lines,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
