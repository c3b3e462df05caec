import { promises as dns } from 'node:dns';
import { connect } from 'node:net';
import { expect, test } from 'vitest';

test('nothing in a test can leave this machine', () => {
  expect(() => connect(80, '192.0.2.1')).toThrow('192.0.2.1:80');
  expect(() => connect({ host: '2001:db8::1', port: 443 })).toThrow('may leave this machine');
  expect(() => dns.lookup('cityloom.invalid')).toThrow('cityloom.invalid');
});
