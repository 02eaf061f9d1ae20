/** Objects in a bucket of a server that speaks the S3 API, by the kept client of AWS. Loaded only where it is asked for. */
import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { type Content, checkName, checkPrefix, ObjectExists, ObjectMissing, type ObjectStore } from './object-store.ts';

export interface S3Place {
  readonly bucket: string;
  /** Before the name of every object; empty, or ended by a slash. */
  readonly prefix: string;
  /** Absent: AWS itself. */
  readonly endpoint?: string;
  readonly region: string;
  /** Absent: where the client of AWS looks by itself (environment, role of the machine). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const attempts = 4;
const connectTimeoutMs = 5000;
const requestTimeoutMs = 60_000;

/** Servers other than AWS's do not all know the checksums that its newest client sends unasked; TLS and seals check ours. */
const clientOf = ({ endpoint, region, credentials }: S3Place): S3Client =>
  new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: attempts,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectTimeoutMs, requestTimeout: requestTimeoutMs },
  });

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;

const failedPrecondition = [409, 412];

/** A stream goes up in parts of 8 MiB, and becomes an object with the last: broken off, there is none. */
export const openS3 = (place: S3Place): ObjectStore => {
  const client = clientOf(place);
  const where = `s3://${place.bucket}/${place.prefix}${place.endpoint === undefined ? '' : ` at ${place.endpoint}`}`;
  const at = (name: string) => ({ Bucket: place.bucket, Key: `${place.prefix}${checkName(name)}` });

  const send = async (name: string, content: Content, condition: { IfNoneMatch?: string }): Promise<void> => {
    if (content instanceof Uint8Array) {
      await client.send(new PutObjectCommand({ ...at(name), ...condition, Body: content }));
      return;
    }
    const { Readable: Stream } = await import('node:stream');
    const params = { ...at(name), ...condition, Body: Stream.from(content, { objectMode: false }) };
    await new Upload({ client, params, partSize: 8 * 1024 * 1024, queueSize: 2 }).done();
  };

  const find: ObjectStore['find'] = async (name) => {
    try {
      const { ContentLength = 0, LastModified } = await client.send(new HeadObjectCommand(at(name)));
      return { name, bytes: ContentLength, modifiedAtMs: LastModified?.getTime() ?? 0 };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  };

  return {
    place: where,
    put: async (name, content, { ifAbsent = false } = {}) => {
      if (ifAbsent && (await find(name)) !== undefined) throw new ObjectExists(name, where);
      try {
        await send(name, content, ifAbsent ? { IfNoneMatch: '*' } : {});
      } catch (error) {
        if (ifAbsent && failedPrecondition.includes(statusOf(error) ?? 0)) throw new ObjectExists(name, where);
        throw error;
      }
    },
    get: async (name) => {
      try {
        return (await client.send(new GetObjectCommand(at(name)))).Body as Readable;
      } catch (error) {
        if (statusOf(error) === 404) throw new ObjectMissing(name, where);
        throw error;
      }
    },
    find,
    list: async function* (prefix) {
      const Prefix = `${place.prefix}${checkPrefix(prefix)}`;
      for await (const page of paginateListObjectsV2({ client }, { Bucket: place.bucket, Prefix })) {
        for (const { Key = '', Size = 0, LastModified } of page.Contents ?? [])
          yield { name: Key.slice(place.prefix.length), bytes: Size, modifiedAtMs: LastModified?.getTime() ?? 0 };
      }
    },
    remove: async (name) => {
      await client.send(new DeleteObjectCommand(at(name)));
    },
  };
};
