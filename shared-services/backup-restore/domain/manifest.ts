/** PostgreSQL's list of the files of a base backup (manual, 77.2): what must be there, and its SHA-256. */
import { createHash } from 'node:crypto';

export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface Written {
  readonly Files: readonly {
    readonly Path?: string;
    readonly 'Encoded-Path'?: string;
    readonly Size: number;
    readonly 'Checksum-Algorithm'?: string;
    readonly Checksum?: string;
  }[];
}

const lastLine = '"Manifest-Checksum"';

/** @throws {Error} it was changed, or its checksums are of another kind */
export const readManifest = (content: Buffer): ReadonlyMap<string, ManifestFile> => {
  const end = content.lastIndexOf(lastLine);
  const said = /"([0-9a-f]{64})"/.exec(content.subarray(end + lastLine.length).toString())?.[1];
  const sha256 = createHash('sha256')
    .update(content.subarray(0, Math.max(0, end)))
    .digest('hex');
  if (said !== sha256) throw new Error('the list of files does not fit its own checksum');
  const { Files: files } = JSON.parse(content.toString()) as Written;
  return new Map(
    files.map((file) => {
      const path = file.Path ?? Buffer.from(file['Encoded-Path'] ?? '', 'hex').toString('latin1');
      if (file['Checksum-Algorithm'] !== 'SHA256' || file.Checksum === undefined)
        throw new Error(`${path} has no SHA-256 in the list of files`);
      return [path, { path, bytes: file.Size, sha256: file.Checksum }];
    }),
  );
};
