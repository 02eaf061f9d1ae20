/** A file of a package: its bytes, and what METS and PREMIS say of it. */
import { sha256Hex } from '../../kit/call.ts';

export interface PackageFile {
  /** From the folder of the package, or of its representation: `data/filing.json`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly createdAtMs: number;
  readonly sha256: string;
  readonly title?: string;
}

export const fileOf = (
  path: string,
  bytes: Uint8Array,
  about: { readonly mediaType: string; readonly createdAtMs: number; readonly title?: string },
): PackageFile => ({ path, bytes, sha256: sha256Hex(bytes), ...about });

/** The same file, seen from the folder above. */
export const below = (folder: string, file: PackageFile): PackageFile => ({ ...file, path: `${folder}/${file.path}` });

export const instant = (timeMs: number): string => new Date(timeMs).toISOString();
