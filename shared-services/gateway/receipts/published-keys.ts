/** The keys with which receipts are verified, for anybody to read and to keep. */
import express, { type Request, type Response, type Router } from 'express';
import { receiptKeysPath } from '../../../reference-architecture/contract/receipt.ts';
import type { ReceiptKeys } from './keys.ts';

/** Less than the day by which a key is published before it signs. */
const cacheSeconds = 3600;

const tellKeys =
  ({ published }: Pick<ReceiptKeys, 'published'>) =>
  (_request: Request, response: Response): void => {
    response
      .set('Cache-Control', `public, max-age=${cacheSeconds}`)
      .type('application/jwk-set+json')
      .send(JSON.stringify(published()));
  };

/** @param keys absent: no receipts are given, and there is nothing at the path */
export const receiptKeysRouter = (keys: Pick<ReceiptKeys, 'published'> | undefined): Router => {
  const router = express.Router({ caseSensitive: true, strict: true });
  return keys === undefined ? router : router.get(receiptKeysPath, tellKeys(keys));
};
