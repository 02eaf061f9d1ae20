/** The keys with which checkpoints are verified, one on each line as C2SP signed-note writes them: for anybody to read and to keep. */
import express, { type Router } from 'express';
import type { NoteKey } from './domain/note.ts';

const cacheSeconds = 3600;

/** Below `/.well-known`. @param keys absent: nothing is signed, and there is nothing at the path */
export const auditKeysRouter = (keys: (() => readonly NoteKey[]) | undefined): Router => {
  const router = express.Router({ caseSensitive: true, strict: true });
  if (keys === undefined) return router;
  return router.get('/portorium-audit-keys', (_request, response) => {
    const lines = keys().map(({ verifierKey }) => `${verifierKey}\n`);
    response.set('Cache-Control', `public, max-age=${cacheSeconds}`).type('text/plain').send(lines.join(''));
  });
};
