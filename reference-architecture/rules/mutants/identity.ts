/** Guards of who calls: tokens, certificates, standing, and calls between platforms. */
import type { Guards } from './guards.ts';

const kit = 'shared-services/kit/identity';

export const identity: readonly Guards[] = [
  {
    files: [
      'bearer',
      'confirmation',
      'dpop',
      'proof-address',
      'proof-nonces',
      'verified-token',
      'token-cache',
      'networks',
    ].map((name) => `${kit}/${name}.ts`),
    tests: [
      `${kit}/{bearer,possession,expiry}.test.ts`,
      'platforms/uumds/credentials/sender-bound.test.ts',
      'journeys/abuse/tokens.test.ts',
    ],
    also: [
      ['bearer.ts', '      audience,\n      requiredClaims', '      requiredClaims'],
      ['bearer.ts', '      issuer,\n      audience,', '      audience,'],
      ['bearer.ts', "if (token.confirmation !== undefined || scheme === 'DPoP')", 'if (false)'],
      ['bearer.ts', "const algorithms = ['RS256'];", "const algorithms = ['RS256', 'PS256', 'RS512'];"],
      ['token-cache.ts', 'if (entry.expiresAtMs <= clock.nowMs()) return undefined;', ''],
      ['networks.ts', 'version !== 0 && list.check', 'version !== 0 || list.check'],
      ['verified-token.ts', "claims.typ !== 'Bearer' && ", "claims.typ === 'ID' && "],
    ],
    accepted: [
      ['signed with a key that nobody knows', 'jose verifies nothing without a key'],
      ['No token was verified for this request', 'a mistake of ours'],
      ['      issuer,', 'keycloak-connect looks at the issuer too'],
      ['claim cnf is odd', 'what is no structure names no binding that is known'],
      ["notProved('DPoP', 'no proof')", 'the proof itself is missing then'],
    ],
  },
  {
    files: [`${kit}/standing.ts`, `${kit}/barred-trust.ts`],
    tests: [
      `${kit}/standing.test.ts`,
      'platforms/uumds/credentials/{standing,sender-bound}.test.ts',
      'journeys/security.test.ts',
    ],
    also: [
      ['standing.ts', '|| issuedAtMs < found.issuedBeforeMs', ''],
      ['standing.ts', 'if (news.whole) bars.clear();', ''],
      ['standing.ts', 'if (whole) told.clear();', ''],
      ['standing.ts', '?? Number.NEGATIVE_INFINITY) > clock.nowMs()', '?? Number.NEGATIVE_INFINITY) > 0'],
      ['standing.ts', " || bars.has('barred-client', asked.clientId)", ''],
      ['standing.ts', " || bars.has('certificate', asked.fingerprint256)", ''],
      ['barred-trust.ts', " && !standing.isBarred('certificate', trusted.fingerprint256)", ''],
    ],
  },
  {
    files: [
      ...['certificate', 'trust', 'revocation', 'revocation-list'].map((name) => `${kit}/${name}.ts`),
      `${kit}/ocsp/*.ts`,
    ],
    tests: [
      `${kit}/{certificate,revocation-list}.test.ts`,
      'platforms/uumds/certificate-authority/*.test.ts',
      'platforms/ccn2ng/{mutual-tls,stapling}.test.ts',
    ],
    also: [
      ['certificate.ts', 'uri === undefined || another !== undefined', 'uri === undefined'],
      ['trust.ts', 'issuer.ca && ', ''],
      ['trust.ts', ' && certificate.verify(issuer.publicKey)', ''],
      ['trust.ts', 'authorities[circle].find', '[...authorities.trusted, ...authorities.central].find'],
      ['trust.ts', 'trusted.generation === generation && ', ''],
      ['trust.ts', ' && clock.nowMs() < trusted.untilMs', ''],
      ['trust.ts', 'revocation.assertNotRevoked(below.serialNumber, issuer)', 'untilMs'],
      ['revocation.ts', 'known.number >= offered.number', 'false'],
    ],
    accepted: [
      ['the names cannot be read', 'node writes no such list'],
      ["notRecognised('no certificate')", 'nothing can be read of nothing'],
      ['no authority of ours has issued', 'the answer itself names its authority'],
      ['issuer.ca && ', 'the operator gives authorities, and nobody else'],
      ['there is more than the list', 'the signature is over what was read'],
      ['a signature of a kind that is not known', 'a signature of no kind verifies nothing'],
    ],
  },
  {
    files: [
      'shared-services/kit/rpc/{dispatch,server}.ts',
      'shared-services/kit/host/delivery.ts',
      'start/running/peers.ts',
    ],
    tests: [
      'reference-architecture/rules/permissions.test.ts',
      'shared-services/kit/rpc/*.test.ts',
      'shared-services/kit/host/*.test.ts',
      'start/running/peers.test.ts',
    ],
    also: [
      ['dispatch.ts', 'gatewayOf[circle] === peer ? undefined', 'true ? undefined'],
      ['dispatch.ts', 'if (via !== peer) return', 'if (false) return'],
      ['dispatch.ts', 'profile !== peer && platformOf(profile) !== peer', 'false'],
      ['dispatch.ts', "caller.circle === 'untrusted' && actingFor", 'actingFor'],
      ['dispatch.ts', ' && actingFor.mandateIds.length > 0', ''],
      ['dispatch.ts', 'admits(operation.audience, circle, profiles) ? undefined', 'true ? undefined'],
      [
        'server.ts',
        'parts.dispatch(frame.operationId, frame.request, call, peer)',
        'parts.dispatch(frame.operationId, frame.request, call, call.via)',
      ],
      ['delivery.ts', 'contract?.platform === peer && ', 'contract !== undefined && '],
      ['delivery.ts', 'addressed === subscriber && ', ''],
      ['peers.ts', "circle !== 'central' || ", ''],
      ['peers.ts', ' || service !== calls', ''],
      ['peers.ts', 'party === platform && ', ''],
    ],
    accepted: [
      ['no handler for', 'a mistake of ours'],
      ['speaks of an unknown circle', 'no contract names one'],
      ["new Error('no client certificate')", 'nobody is let in by TLS without one'],
      ["circle !== 'central' || ", 'a system of a Member State has no service'],
    ],
  },
];
