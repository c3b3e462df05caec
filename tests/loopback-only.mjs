import dns from 'node:dns';
import net from 'node:net';

/**
 * Loaded before everything else in tests: whatever wants to leave this machine fails at once and says where it wanted to go.
 * `node --import tests/loopback-only.mjs`
 */

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/;

function refuse(target) {
  const error = new Error(`a connection to ${target} was attempted: nothing here may leave this machine`);
  process.stderr.write(`${error.message}\n`);
  throw error;
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connectOnLoopback(...given) {
  // Node hands over its arguments as one list in some places.
  const options = Array.isArray(given[0])
    ? given[0][0]
    : typeof given[0] === 'object'
      ? given[0]
      : { port: given[0], host: given[1] };
  const host = options?.host ?? 'localhost';
  if (options?.path === undefined && !loopback.test(host)) refuse(`${host}:${options?.port}`);
  return connect.apply(this, given);
};

for (const holder of [dns, dns.promises]) {
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
    const original = holder[name];
    holder[name] = (host, ...rest) => (loopback.test(host) ? original.call(holder, host, ...rest) : refuse(host));
  }
}
