import type { ReplyOf } from '../../reference-architecture/contract/language.ts';
import type { contract } from './contract.ts';
import { figureText, listed } from './figures.ts';
import type { Latest } from './history/query.ts';
import type { Board } from './judging/board.ts';

type Operation = (typeof contract)['services']['Present']['operations']['listCertificates'];

const kinds: Readonly<Record<string, 'certificate' | 'revocation-list'>> = {
  portorium_certificate_expires_timestamp_seconds: 'certificate',
  portorium_revocation_list_next_update_timestamp_seconds: 'revocation-list',
  // The contract knows no third kind; its name says what it is.
  portorium_signing_key_renewal_due_timestamp_seconds: 'certificate',
};

/** Lists live for days: they are late, or they are not. */
const stateOf = (kind: string, daysLeft: number) => {
  if (daysLeft <= 0) return 'ended';
  if (kind === 'revocation-list' || daysLeft >= 30) return 'good';
  return daysLeft < 7 ? 'urgent' : 'soon';
};

const told = ({ metric, labels, value }: Latest, nowMs: number) => {
  const kind = kinds[metric] ?? 'certificate';
  const signingKey = labels['key'] === undefined ? undefined : `signing key: ${labels['key']}`;
  const daysLeft = (value - nowMs / 1000) / 86_400;
  return {
    ...{
      kind,
      platform: labels['platform'] ?? '?',
      certificate: labels['certificate'] ?? labels['authority'] ?? signingKey ?? '?',
    },
    endsAtMs: Math.round(value * 1000),
    daysLeft: figureText(Number(daysLeft.toFixed(2))),
    // A key is due a week after its successor comes by itself: less than a month is no news of it.
    state: stateOf(signingKey === undefined ? kind : 'revocation-list', daysLeft),
  };
};

export const listCertificates = (board: () => Board) => async (): Promise<ReplyOf<Operation>> => {
  const { latest, readAtMs } = board();
  const all = latest
    .filter(({ metric }) => Object.hasOwn(kinds, metric))
    .map((one) => told(one, readAtMs))
    .toSorted((one, other) => one.endsAtMs - other.endsAtMs);
  return { readAtMs, ...listed('certificate', all) };
};
