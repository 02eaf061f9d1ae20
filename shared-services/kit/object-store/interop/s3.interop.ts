/** `npm run test:s3`: the same behaviour on a real S3 server, that of moto (https://docs.getmoto.org) or of TEST_S3_ENDPOINT. */
import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { behavesAsObjectStore } from '../behaviour.test-support.ts';
import { openObjectStore } from '../open.ts';

const endpoint = process.env['TEST_S3_ENDPOINT'] ?? '';
const credentials = {
  accessKeyId: process.env['TEST_S3_ACCESS_KEY'] ?? 'testing',
  secretAccessKey: process.env['TEST_S3_SECRET_KEY'] ?? 'testing',
};

describe(`objects in a bucket at ${endpoint}`, () => {
  const bucket = `portorium-${randomUUID()}`;
  before(async () => {
    const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    client.destroy();
  });
  behavesAsObjectStore(() => openObjectStore(`s3://${bucket}/${randomUUID()}?endpoint=${endpoint}`, credentials));
});
