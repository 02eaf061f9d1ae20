/** Opens the store that a setting names: a folder, or `s3://bucket/prefix?endpoint=https://...&region=eu-central-1`. */
import { resolve } from 'node:path';
import { openFolder } from './folder.ts';
import type { ObjectStore } from './object-store.ts';
import type { S3Place } from './s3.ts';

/** What the S3 client needs beside the place; never a part of the setting, which is shown. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** @throws {Error} it is no address of a bucket */
export const s3PlaceOf = (setting: string, credentials?: S3Credentials): S3Place => {
  const url = new URL(setting);
  if (url.hostname === '' || url.username !== '')
    throw new Error('a store is named like s3://bucket/prefix?endpoint=https://s3.example&region=eu-central-1');
  const path = url.pathname.replace(/^\/+|\/+$/g, '');
  const endpoint = url.searchParams.get('endpoint');
  return {
    bucket: url.hostname,
    prefix: path === '' ? '' : `${path}/`,
    region: url.searchParams.get('region') ?? 'us-east-1',
    ...(endpoint === null ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
};

/** @param setting  a folder, or an address that begins with `s3://` */
export const openObjectStore = async (setting: string, credentials?: S3Credentials): Promise<ObjectStore> => {
  if (!setting.startsWith('s3://')) return openFolder(resolve(setting));
  const { openS3 } = await import('./s3.ts');
  return openS3(s3PlaceOf(setting, credentials));
};
