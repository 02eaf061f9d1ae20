import assert from 'node:assert/strict';
import { messageSecurityOf, mustSealOf } from './message-security.ts';

describe('settings of message security', () => {
  it('name what was agreed with each Member State', () => {
    const agreed = messageSecurityOf('BE=signed, DE=signed+encrypted,*=none');
    assert.deepEqual(
      [...agreed],
      [
        ['BE', 'signed'],
        ['DE', 'signed+encrypted'],
        ['*', 'none'],
      ],
    );
    assert.equal(messageSecurityOf('').size, 0);
  });

  it('are refused where they could be misunderstood', () => {
    for (const wrong of ['BE', 'BE=', 'BE=yes', 'Belgium=signed', '=signed', 'be=signed']) {
      assert.throws(() => messageSecurityOf(wrong), /PORTORIUM_MESSAGE_SECURITY/, wrong);
    }
  });

  it('name the traders whose messages come sealed', () => {
    const mustSeal = mustSealOf('BE0000000001, NL0000000004');
    assert.deepEqual(
      ['BE0000000001', 'NL0000000004', 'DE1'].map((party) => mustSeal({ party })),
      [true, true, false],
    );
    assert.equal(mustSealOf('')({ party: 'DE1' }), false);
    assert.equal(mustSealOf('*')({ party: 'DE1' }), true);
  });
});
