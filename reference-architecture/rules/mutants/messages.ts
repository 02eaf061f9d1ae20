/** Guards of messages: what may come at all, in which form, from whom, sealed by whom. */
import type { Guards } from './guards.ts';

const gateway = 'shared-services/gateway';
const wire = 'reference-architecture/rules/permissions-on-the-wire/*.test.ts';

export const messages: readonly Guards[] = [
  {
    files: [
      'platforms/{speed2ng,ccn2ng}/steps/{authenticate,entitle,spoken-for,check-headers,read-call}.ts',
      `${gateway}/steps/identify.ts`,
    ],
    tests: [
      `${gateway}/steps/*.test.ts`,
      'platforms/speed2ng/steps/*.test.ts',
      wire,
      'platforms/speed2ng/server-*.test.ts',
      'platforms/ccn2ng/{server,mutual-tls}.test.ts',
      'platforms/ccn2ng/grpc/*.test.ts',
      'journeys/security.test.ts',
      'journeys/abuse/shares.test.ts',
    ],
    also: [
      ['spoken-for.ts', 'ownWord && (representative', '(ownWord || true) && (representative'],
      ['ccn2ng/steps/authenticate.ts', 'seen !== undefined && trust.holds(seen.trusted)', 'seen !== undefined'],
      ['ccn2ng/steps/authenticate.ts', ' && socket.authorized', ''],
    ],
  },
  {
    files: [
      `${gateway}/{body,headers,path,reading,rest-request,rest-routes,message-name,admission}.ts`,
      'reference-architecture/contract/json.ts',
    ],
    tests: [`${gateway}/*.test.ts`, 'journeys/abuse/*.test.ts', 'platforms/speed2ng/server-*.test.ts'],
    also: [
      ['path.ts', '!plainPath.test(path) || ', ''],
      ['path.ts', ' || dotSegment.test(path)', ''],
      ['path.ts', "(path.includes('%') && hidden.test(path))", 'false'],
      ['body.ts', 'if (bytes > maxBytes) finish(() => reject(tooLarge(maxBytes)));\n      else chunks', 'chunks'],
      ['headers.ts', ' || !isUtf8', ''],
    ],
    accepted: [['assertBodyAcceptable(request, limits);', 'asked already where the way of a message begins']],
  },
  {
    files: ['reference-architecture/contract/xml/*.ts', `${gateway}/soap/{envelope,addressing}.ts`],
    tests: [
      'reference-architecture/contract/xml/*.test.ts',
      `${gateway}/soap/*.test.ts`,
      'journeys/abuse/documents.test.ts',
      'platforms/speed2ng/server-soap.test.ts',
    ],
    also: [
      ['parse.ts', "parser.on('processinginstruction', () =>", "parser.on('processinginstruction', () => true ||"],
    ],
  },
  {
    files: [`${gateway}/soap/security/*.ts`],
    tests: [
      `${gateway}/soap/security/*.test.ts`,
      'platforms/ccn2ng/security/*.test.ts',
      'platforms/speed2ng/seal/*.test.ts',
    ],
    also: [
      ['replay.ts', "fresh.delete(digest) ? undefined : refuseSecurity('MESSAGE_REPLAYED')", 'undefined'],
      ['algorithms.ts', 'modulusLength >= rsaBits.min && ', ''],
      ['algorithms.ts', 'modulusLength <= rsaBits.max && ', ''],
      ['algorithms.ts', ' && isSoundExponent(publicExponent)', ''],
      ['decrypted.ts', 'shapeOf(parts) === shapeOf(envelopeParts(before)) && ', ''],
      ['decrypted.ts', ' && !holdsEncryptedData(parts)', ''],
      ['decrypted.ts', 'return mustBeSigned({ element, place });', 'return true;'],
      [
        'decrypted.ts',
        'return takenInSecurity.some(([namespace, name]) => is(element, namespace, name));',
        'return true;',
      ],
      ['tokens.ts', 'id !== undefined && ', ''],
      ['verify.ts', ', ...assertionIdsIn(security)', ''],
      ['encrypted-parts.ts', " || element.text.trim() !== ''", ''],
      ['algorithms.ts', "details?.namedCurve === 'prime256v1'", 'true'],
      ['envelope-parts.ts', 'namespace === addressingNamespace || ', ''],
      ['verify.ts', '.filter(({ element }) => element.namespace !== ds)', ''],
    ],
    accepted: [
      [
        'what was hashed is read differently',
        'two readers of one text: the tests know none on which ours differs from itself',
      ],
      ['element.namespace !== ds', 'a signature cannot hold its own digest, and there is no second one'],
    ],
  },
  {
    files: [
      'platforms/speed2ng/seal/*.ts',
      'platforms/{speed2ng,ccn2ng}/steps/verify-seal.ts',
      'platforms/ccn2ng/security/*.ts',
    ],
    tests: [
      'platforms/speed2ng/seal/*.test.ts',
      'platforms/ccn2ng/security/*.test.ts',
      'platforms/speed2ng/seal-register.test.ts',
    ],
    also: [
      ['registered.ts', 'seal === undefined || seal.eori !== caller.party', 'seal === undefined'],
      ['registered.ts', 'validFromDate.getTime() > nowMs || ', ''],
      ['detached.ts', ', crit: critical', ''],
      ['detached.ts', 'certificate.fingerprint256 !== named', 'false'],
      ['detached.ts', 'htm !== undefined && htm !== method', 'false'],
      ['detached.ts', 'htu !== undefined && pathOf(htu) !== pathOf(originalUrl)', 'false'],
      ['ccn2ng/steps/verify-seal.ts', ' || signer.party !== caller.party', ''],
      ['ccn2ng/steps/verify-seal.ts', " || came === 'signed+encrypted'", ' || true'],
      ['ccn2ng/steps/verify-seal.ts', ' && signer.certificate.raw.equals(shown.raw)', ''],
      ['ccn2ng/steps/verify-seal.ts', "verified.encrypted ? 'signed+encrypted' : 'signed'", "'signed+encrypted'"],
      ['ccn2ng/steps/verify-seal.ts', '{ ...caller, actingOfficial: vouched.official }', 'caller'],
      ['ccn2ng/steps/verify-seal.ts', 'received: opened.received, root: opened.root, ', ''],
      ['ccn2ng/security/answers.ts', "if (agreed === 'none') return sealed === true ? 'signed' : 'none';", ''],
      ['ccn2ng/security/answers.ts', "sealed === undefined ? 'signed' : agreed", 'agreed'],
    ],
  },
];
