/** State of a national sign-in: in memory, because a demonstration that starts again may ask people to sign in again. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly endsAtMs: number;
}

export const createMemory = () => {
  const entries = new Map<string, Entry>();
  const alive = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    if (entry !== undefined && entry.endsAtMs > Date.now()) return entry.payload;
    entries.delete(key);
    return undefined;
  };
  const where = (matches: (payload: AdapterPayload) => boolean): string[] =>
    [...entries].filter(([, { payload }]) => matches(payload)).map(([key]) => key);

  return (model: string): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`;
    return {
      upsert: async (id, payload, expiresInSeconds) => {
        const endsAtMs = Date.now() + (expiresInSeconds ?? 3600) * 1000;
        entries.set(keyOf(id), { payload, endsAtMs });
      },
      find: async (id) => alive(keyOf(id)),
      findByUid: async (uid) => {
        const [key] = where((payload) => payload.uid === uid && payload.kind === model);
        return key === undefined ? undefined : alive(key);
      },
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = alive(keyOf(id));
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void entries.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const key of where((payload) => payload.grantId === grantId)) entries.delete(key);
      },
    };
  };
};
