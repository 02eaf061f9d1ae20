/**
 * METS of an E-ARK package and of its representations: Common Specification for Information Packages (CSIP) 2.1, section 5,
 * and the profile of submission packages (SIP) 2.1, of the DILCIS Board. In brackets: their requirements.
 */
import { instant, type PackageFile } from './file.ts';
import { leaf, node, type Xml, xmlDocument } from './xml.ts';

export interface MetsGroup {
  /** `Data`, `Schemas`, `Documentation`, `Representations/rep1`. */
  readonly use: string;
  readonly files: readonly PackageFile[];
  /** The METS of a representation: the group is it alone. */
  readonly pointer?: boolean;
}

export interface MetsParts {
  readonly objectId: string;
  readonly label: string;
  readonly createdAtMs: number;
  readonly version: string;
  readonly profile: 'CSIP' | 'SIP';
  /** Descriptive metadata, Dublin Core [CSIP17 to CSIP30]. */
  readonly descriptive?: readonly PackageFile[];
  /** Preservation metadata, PREMIS [CSIP31 to CSIP44]. */
  readonly preservation?: readonly PackageFile[];
  /** Metadata of another kind: our proofs. */
  readonly other?: readonly PackageFile[];
  readonly groups: readonly MetsGroup[];
}

const namespaces = {
  xmlns: 'http://www.loc.gov/METS/',
  'xmlns:csip': 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS',
  'xmlns:sip': 'https://DILCIS.eu/XML/METS/SIPExtensionMETS',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};

const profiles = {
  CSIP: 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml',
  SIP: 'https://earksip.dilcis.eu/profile/E-ARK-SIP.xml',
};

/** Identifiers within one document, in the order of their use. */
const counter = (prefix: string) => {
  let last = 0;
  return () => {
    last += 1;
    return `${prefix}-${last}`;
  };
};

const locator = (file: PackageFile) => ({ LOCTYPE: 'URL', 'xlink:type': 'simple', 'xlink:href': file.path });
const facts = (file: PackageFile) => ({
  MIMETYPE: file.mediaType,
  SIZE: file.bytes.length,
  CREATED: instant(file.createdAtMs),
  CHECKSUM: file.sha256,
  CHECKSUMTYPE: 'SHA-256',
});

const header = ({ createdAtMs, version }: MetsParts): Xml =>
  node(
    'metsHdr',
    {
      CREATEDATE: instant(createdAtMs),
      LASTMODDATE: instant(createdAtMs),
      RECORDSTATUS: 'NEW',
      'csip:OAISPACKAGETYPE': 'SIP',
    },
    [
      node('agent', { ROLE: 'CREATOR', TYPE: 'OTHER', OTHERTYPE: 'SOFTWARE' }, [
        leaf('name', 'Portorium'),
        leaf('note', version, { 'csip:NOTETYPE': 'SOFTWARE VERSION' }),
      ]),
    ],
  );

const descriptive = (id: string, file: PackageFile, kind: object): Xml =>
  node('dmdSec', { ID: id, CREATED: instant(file.createdAtMs), STATUS: 'CURRENT' }, [
    node('mdRef', { ID: `${id}-ref`, ...locator(file), ...kind, ...facts(file) }),
  ]);

const preservation = (id: string, file: PackageFile): Xml =>
  node('digiprovMD', { ID: id, CREATED: instant(file.createdAtMs), STATUS: 'CURRENT' }, [
    node('mdRef', { ID: `${id}-ref`, ...locator(file), MDTYPE: 'PREMIS', ...facts(file) }),
  ]);

const fileElement = (id: string, file: PackageFile): Xml =>
  node('file', { ID: id, ...facts(file) }, [node('FLocat', locator(file))]);

const pointer = (id: string, { use, files }: MetsGroup, groupId: string): Xml =>
  node('div', { ID: id, LABEL: use }, [node('mptr', { ...locator(files[0]!), 'xlink:title': groupId })]);

/**
 * A representation stands under its own label, as the text has it [CSIP105 to CSIP112], and below `Representations`, as
 * the published Schematron rules look for it.
 */
const divisions = (group: MetsGroup, groupId: string, next: () => string): Xml[] => {
  const files = node('fptr', { FILEID: groupId });
  if (group.pointer !== true) return [node('div', { ID: next(), LABEL: group.use }, [files])];
  const all = node('div', { ID: next(), LABEL: 'Representations' }, [files, pointer(next(), group, groupId)]);
  return [all, pointer(next(), group, groupId)];
};

/** What is in the files is described by no published specification of contents [CSIP62, CSIP63]. */
const contentType = {
  'csip:CONTENTINFORMATIONTYPE': 'OTHER',
  'csip:OTHERCONTENTINFORMATIONTYPE': 'urn:portorium:case-archive:1',
};

/** The whole document. */
export const metsOf = (parts: MetsParts): Buffer => {
  const [dmd, amd, file] = [counter('dmd'), counter('amd'), counter('file')];
  const [group, div] = [counter('group'), counter('div')];
  const dublinCore = (parts.descriptive ?? []).map((one) => ({ id: dmd(), one, kind: { MDTYPE: 'DC' } }));
  const others = (parts.other ?? []).map((one) => ({
    ...{ id: dmd(), one, kind: { MDTYPE: 'OTHER', OTHERMDTYPE: 'PORTORIUM-AUDIT' } },
  }));
  const premis = (parts.preservation ?? []).map((one) => ({ id: amd(), one }));
  const groups = parts.groups.map((one) => ({ id: group(), one }));
  const ids = (of: readonly { readonly id: string }[]) =>
    of.length === 0 ? undefined : of.map(({ id }) => id).join(' ');
  const metadata = node('div', {
    ...{ ID: div(), LABEL: 'Metadata', DMDID: ids([...dublinCore, ...others]), ADMID: ids(premis) },
  });
  const root = node(
    'mets',
    {
      ...namespaces,
      OBJID: parts.objectId,
      LABEL: parts.label,
      TYPE: 'Mixed',
      'csip:CONTENTINFORMATIONTYPE': 'MIXED',
      PROFILE: profiles[parts.profile],
    },
    [
      header(parts),
      ...[...dublinCore, ...others].map(({ id, one, kind }) => descriptive(id, one, kind)),
      ...(premis.length === 0
        ? []
        : [
            node(
              'amdSec',
              { ID: amd() },
              premis.map(({ id, one }) => preservation(id, one)),
            ),
          ]),
      node('fileSec', { ID: 'file-section' }, [
        ...groups.map(({ id, one }) =>
          node(
            'fileGrp',
            { ID: id, USE: one.use, ...contentType },
            one.files.map((of) => fileElement(file(), of)),
          ),
        ),
      ]),
      node('structMap', { ID: 'structure', TYPE: 'PHYSICAL', LABEL: 'CSIP' }, [
        node('div', { ID: div(), LABEL: parts.objectId }, [
          metadata,
          ...groups.flatMap(({ id, one }) => divisions(one, id, div)),
        ]),
      ]),
    ],
  );
  return xmlDocument(root);
};
