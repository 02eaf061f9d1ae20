/** Sends spans to a collector by OTLP over HTTP. The one file that uses the OpenTelemetry SDK; imported only when wanted. */
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, RandomIdGenerator, TracerProvider } from '@opentelemetry/sdk-trace';
import type { SpanFacts, Tracing } from './tracing.ts';

export interface OtlpParts {
  /** Root of the collector: `http://collector:4318`. */
  readonly url: string;
  /** `speed2ng`; `portorium` where all run in one process. */
  readonly serviceName: string;
  readonly version: string;
  /** How long spans are gathered; 5 seconds if not said. */
  readonly delayMs?: number;
}

const kinds = {
  received: SpanKind.SERVER,
  internal: SpanKind.INTERNAL,
  delivered: SpanKind.CONSUMER,
} as const;

const partsOf = (traceparent: string) => {
  const [, traceId = '', spanId = '', flags = '01'] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) };
};

/** Ids that were told before the span was made: the gateway names its span in the answer's header. */
const createIds = () => {
  const random = new RandomIdGenerator();
  let given: { readonly traceId: string; readonly spanId: string } | undefined;
  return {
    generateTraceId: () => given?.traceId ?? random.generateTraceId(),
    generateSpanId: () => given?.spanId ?? random.generateSpanId(),
    /** Making a span is synchronous: nobody comes in between. */
    with: <T>(ids: typeof given, make: () => T): T => {
      given = ids;
      try {
        return make();
      } finally {
        given = undefined;
      }
    },
  };
};

const parentOf = (traceparent: string): Context =>
  trace.setSpanContext(ROOT_CONTEXT, { ...partsOf(traceparent), isRemote: true });

export const createOtlpTracing = ({ url, serviceName, version, delayMs = 5000 }: OtlpParts): Tracing => {
  const ids = createIds();
  const exporter = new OTLPTraceExporter({ url: `${url.replace(/\/$/, '')}/v1/traces` });
  const provider = new TracerProvider({
    idGenerator: ids,
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: delayMs })],
  });
  const tracer: Tracer = provider.getTracer('portorium', version);

  const start = ({ name, kind, traceparent, isOwn = false, attributes }: SpanFacts) => {
    const options = { kind: kinds[kind], attributes };
    return isOwn
      ? ids.with(partsOf(traceparent), () => tracer.startSpan(name, { ...options, root: true }, ROOT_CONTEXT))
      : tracer.startSpan(name, options, parentOf(traceparent));
  };
  return {
    begin: (facts) => {
      const span = start(facts);
      const { traceId, spanId } = span.spanContext();
      return {
        // The caller's wish to be sampled or not goes on unchanged.
        traceparent: `00-${traceId}-${spanId}-${facts.traceparent.slice(-2)}`,
        end: (failed) => {
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    stop: () => provider.shutdown(),
  };
};
