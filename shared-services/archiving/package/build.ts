/** Makes the files of a package out of a case: pure but for the tar. */

import type { CaseContent } from '../../../reference-architecture/contract/case-archive.ts';
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { evidenceContent } from '../../audit/messages/evidence.ts';
import { dublinCoreOf } from './dublin-core.ts';
import { below, fileOf, type PackageFile } from './file.ts';
import { metsOf } from './mets.ts';
import { premisOf } from './premis.ts';
import { readmeOf } from './readme.ts';
import { tarOf } from './tar.ts';

export type Case = Content<typeof CaseContent>;
export type Visibility = 'open' | 'restricted';

export interface PackageParts {
  readonly packageId: string;
  readonly application: string;
  readonly of: Case;
  /** The audit proofs, as JSON text. */
  readonly evidence: string;
  readonly createdAtMs: number;
  readonly retainUntilMs: number;
  /** Of the platform. */
  readonly version: string;
}

const xml = 'application/xml';
const evidenceSchema = Buffer.from(`${JSON.stringify(evidenceContent, undefined, 1)}\n`);

/** Folder and name of the package. What is restricted is a package of its own, so that it is not given out by mistake. */
export const objectIdOf = (packageId: string, visibility: Visibility): string =>
  visibility === 'open' ? packageId : `${packageId}-restricted`;

const titleOf = ({ application, of }: PackageParts) => `${application} ${of.kind} ${of.caseId}`;

const dataOf = ({ of }: PackageParts, visibility: Visibility): PackageFile[] =>
  of.part
    .filter((part) => part.visibility === visibility)
    .map(({ name, content, mediaType, createdAtMs, title }) =>
      fileOf(`data/${name}`, Buffer.from(content, 'base64'), { mediaType, createdAtMs, title }),
    );

const representation = (parts: PackageParts, data: readonly PackageFile[]): readonly PackageFile[] => {
  const { createdAtMs, version } = parts;
  const mets = metsOf({
    ...{ objectId: 'rep1', label: titleOf(parts), createdAtMs, version, profile: 'CSIP' },
    groups: [{ use: 'Data', files: data }],
  });
  return [fileOf('METS.xml', mets, { mediaType: xml, createdAtMs }), ...data].map((file) =>
    below('representations/rep1', file),
  );
};

/** All files of the package, its METS first. */
export const filesOf = (parts: PackageParts, visibility: Visibility): readonly PackageFile[] => {
  const { createdAtMs, version, application, of } = parts;
  const objectId = objectIdOf(parts.packageId, visibility);
  const title = titleOf(parts);
  const about = { mediaType: xml, createdAtMs };
  const inside = representation(parts, dataOf(parts, visibility));
  const json = { ...about, mediaType: 'application/json' };
  const evidence = fileOf('metadata/other/audit-evidence.json', Buffer.from(parts.evidence), json);
  const schema = fileOf('schemas/audit-evidence.schema.json', evidenceSchema, json);
  const readme = fileOf('documentation/README.txt', readmeOf(visibility), { ...about, mediaType: 'text/plain' });
  const dublinCore = fileOf(
    'metadata/descriptive/dc.xml',
    dublinCoreOf({ ...of, objectId, title, application }),
    about,
  );
  const files = [...inside, evidence, schema, readme, dublinCore];
  const premis = fileOf(
    'metadata/preservation/premis.xml',
    premisOf({ ...parts, objectId, title, files, closedAtMs: of.closedAtMs }),
    about,
  );
  const mets = metsOf({
    ...{ objectId, label: title, createdAtMs, version, profile: 'SIP' },
    ...{ descriptive: [dublinCore], preservation: [premis], other: [evidence] },
    groups: [
      { use: 'Documentation', files: [readme] },
      { use: 'Schemas', files: [schema] },
      { use: 'Representations/rep1', files: inside.slice(0, 1), pointer: true },
    ],
  });
  return [fileOf('METS.xml', mets, about), ...files, premis];
};

/** The package as one file; undefined where the case has nothing of this visibility. */
export const packageOf = async (parts: PackageParts, visibility: Visibility): Promise<Buffer | undefined> =>
  parts.of.part.some((part) => part.visibility === visibility)
    ? tarOf(objectIdOf(parts.packageId, visibility), filesOf(parts, visibility))
    : undefined;
