/** An event as a message of syslog: RFC 5424, in the frames of RFC 5425 (octet counting). */
import { type Severity, severities } from '../domain/severity.ts';

export interface ToldEvent {
  readonly id: string;
  readonly at: string;
  readonly platform: string;
  readonly kind: string;
  readonly code: string;
  readonly severity: string;
}

/** Security and authorisation messages (RFC 5424, table 1). */
const facility = 10;
/** Table 2: informational, notice, warning, error, critical. */
const levels: Readonly<Record<Severity, number>> = { info: 6, low: 5, medium: 4, high: 3, critical: 2 };

const levelOf = (severity: string): number => levels[severities.find((one) => one === severity) ?? 'info'];

/** The message is the event as JSON; header and structured data have what a receiver sorts by. */
export const syslogLine = (event: ToldEvent, host: string): string => {
  const { id, at, platform, kind, code, severity } = event;
  // No enterprise number is ours: a name with @32473, which is kept for examples (RFC 5612).
  const data = `[portorium@32473 id="${id}" kind="${kind}" code="${code}" severity="${severity}"]`;
  return `<${facility * 8 + levelOf(severity)}>1 ${at} ${host} portorium-${platform} - ${kind} ${data} ${JSON.stringify(event)}`;
};

export const frameOf = (line: string): string => `${Buffer.byteLength(line)} ${line}`;
