/**
 * Spans of the traces that are carried through every call and message (`trace.ts`), for whoever collects them. Without a
 * collector there is no tracing: nothing is loaded, nothing is done.
 */

export interface SpanFacts {
  /** `entry.fileIE3F32`: few and bounded. */
  readonly name: string;
  readonly kind: 'received' | 'internal' | 'delivered';
  /** W3C trace context of what caused it. */
  readonly traceparent: string;
  /** The context is that of this span itself, as the gateway that made it has told its caller. */
  readonly isOwn?: boolean;
  /** Identifiers, never content. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface OpenSpan {
  /** Context for whatever this causes. */
  readonly traceparent: string;
  end(failed: boolean): void;
}

export interface Tracing {
  begin(facts: SpanFacts): OpenSpan;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/** Runs the work in a span, where spans are collected. */
export const traced = async <T>(
  tracing: Tracing | undefined,
  facts: () => SpanFacts,
  work: (traceparent?: string) => Promise<T>,
): Promise<T> => {
  if (tracing === undefined) return work();
  const span = tracing.begin(facts());
  let failed = true;
  try {
    const result = await work(span.traceparent);
    failed = false;
    return result;
  } finally {
    span.end(failed);
  }
};
