/** What the package is about, in Dublin Core (simple, as OAI writes it): how other archives find it. No personal data. */
import { instant } from './file.ts';
import { leaf, node, xmlDocument } from './xml.ts';

export interface Description {
  readonly objectId: string;
  readonly title: string;
  readonly application: string;
  readonly caseId: string;
  readonly kind: string;
  readonly outcome: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number;
}

export const dublinCoreOf = (of: Description): Buffer =>
  xmlDocument(
    node(
      'oai_dc:dc',
      {
        'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      },
      [
        leaf('dc:title', of.title),
        leaf('dc:identifier', of.objectId),
        leaf('dc:identifier', of.caseId),
        leaf('dc:source', of.application),
        leaf('dc:type', of.kind),
        leaf('dc:description', of.outcome),
        leaf('dc:date', instant(of.openedAtMs)),
        leaf('dc:date', instant(of.closedAtMs)),
      ],
    ),
  );
