/** Sends log lines to a collector by OTLP over HTTP, beside standard output; imported only when wanted. */
import { ROOT_CONTEXT, SeverityNumber, trace } from '@opentelemetry/api';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import type { DestinationStream } from './logging.ts';

export interface OtlpLogsParts {
  /** Root of the collector: `http://collector:4318`. */
  readonly url: string;
  /** `speed2ng`; `portorium` where all run in one process. */
  readonly serviceName: string;
  readonly version: string;
  /** How long lines are gathered; 1 second if not said. */
  readonly delayMs?: number;
}

export interface OtlpLogs {
  readonly destination: DestinationStream;
  /** Sends what is left. */
  stop(): Promise<void>;
}

const severities: Readonly<Record<string, SeverityNumber>> = {
  trace: SeverityNumber.TRACE,
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
  fatal: SeverityNumber.FATAL,
};

/** Under the span that the line belongs to, where it names one. */
const contextOf = (traceparent: unknown) => {
  const [, traceId, spanId, flags] = typeof traceparent === 'string' ? traceparent.split('-') : [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags ?? '01', 16) });
};

type Line = Readonly<Record<string, unknown>> & {
  readonly time: string;
  readonly level: string;
  readonly msg?: string;
};

/** Lines are pino's own JSON; what is bounded is the collector's queue in the SDK, which throws away what is too much. */
export const createOtlpLogs = ({ url, serviceName, version, delayMs = 1000 }: OtlpLogsParts): OtlpLogs => {
  const exporter = new OTLPLogExporter({ url: `${url.replace(/\/$/, '')}/v1/logs` });
  const provider = new LoggerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    processors: [new BatchLogRecordProcessor({ exporter, scheduledDelayMillis: delayMs })],
  });
  const logger = provider.getLogger('portorium', version);
  const emit = ({ time, level, msg, traceparent, ...attributes }: Line) =>
    logger.emit({
      timestamp: new Date(time),
      severityNumber: severities[level] ?? SeverityNumber.UNSPECIFIED,
      severityText: level,
      body: msg ?? '',
      attributes: attributes as never,
      context: contextOf(traceparent),
    });
  return {
    destination: { write: (line) => emit(JSON.parse(line) as Line) },
    stop: () => provider.shutdown(),
  };
};
