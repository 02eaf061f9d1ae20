import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { clientAddress, placeOf, proxiesOf } from './address.ts';

const nobody = proxiesOf('');
const ours = proxiesOf('10.0.0.7, 10.1.0.0/16,2001:db8:1::/48');

describe('the address of a caller', () => {
  it('is that of the connection, whatever a header says, where there is no proxy', () => {
    assert.equal(clientAddress({ remoteAddress: '192.0.2.1', forwardedFor: '198.51.100.9' }, nobody), '192.0.2.1');
    assert.equal(clientAddress({ remoteAddress: '::ffff:192.0.2.1' }, nobody), '192.0.2.1');
  });

  it('is the nearest that no proxy of ours has', () => {
    const of = (forwardedFor: string | string[], remoteAddress = '10.0.0.7') =>
      clientAddress({ remoteAddress, forwardedFor }, ours);
    assert.equal(of('198.51.100.9'), '198.51.100.9');
    assert.equal(of('203.0.113.1, 198.51.100.9, 10.1.2.3'), '198.51.100.9', 'what the stranger wrote himself');
    assert.equal(of('198.51.100.9', '2001:db8:1::5'), '198.51.100.9');
    assert.equal(of(['203.0.113.1', '198.51.100.9']), '198.51.100.9');
    assert.equal(of('198.51.100.9', '192.0.2.1'), '192.0.2.1', 'no proxy of ours');
  });

  it('is that of the proxy where it tells nothing that is an address', () => {
    for (const forwardedFor of ['', 'unknown', '198.51.100.9, x', '<script>']) {
      assert.equal(clientAddress({ remoteAddress: '10.0.0.7', forwardedFor }, ours), '10.0.0.7');
    }
  });

  it('of IPv6 counts as its network /64', () => {
    assert.equal(placeOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64');
    assert.equal(placeOf('2001:db8:1:2::1'), '2001:db8:1:2::/64');
    assert.equal(placeOf('2001:0db8::1'), '2001:db8:0:0::/64');
    assert.equal(placeOf('::1'), '0:0:0:0::/64');
    assert.notEqual(placeOf('2001:db8:1:2::1'), placeOf('2001:db8:1:3::1'));
    assert.equal(placeOf('192.0.2.1'), '192.0.2.1');
  });

  it('is not read from settings that are none', () => {
    for (const setting of ['10.0.0', '10.0.0.0/x', 'proxy.example', '10.0.0.0/'])
      assert.throws(() => proxiesOf(setting));
  });
});
