// Loaded before anything else (`node --require`). Every attempt to connect or listen fails and is logged to the file
// named by NETWORK_LOG, which also records that this was loaded. NETWORK_SERVERS may stand in for a port with another, as
// `11434=40001`: such a connection is logged and succeeds.
const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const note = (line) => appendFileSync(process.env.NETWORK_LOG, `${line}\n`);
note('loaded');

function forbid(owner, where, names) {
  for (const name of names) {
    owner[name] = () => {
      note(`${where}.${name}`);
      throw new Error(`no network: ${where}.${name}`);
    };
  }
}

const functions = (owner) =>
  Object.keys(owner).filter((name) => typeof owner[name] === 'function' && /^[a-z]/.test(name));

const net = require('node:net');
const dgram = require('node:dgram');
const dns = require('node:dns');
// http, https, http2, tls and fetch all connect through a net socket.
const { connect } = net.Socket.prototype;
const servers = new Map((process.env.NETWORK_SERVERS ?? '').split(' ').map((pair) => pair.split('=')));
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { port, host = 'localhost' } = typeof first === 'object' ? first : { port: first, host: second };
  note(`net.Socket.connect ${host}:${port}`);
  const server = servers.get(String(port));
  if (server !== undefined) return connect.call(this, Number(server), '127.0.0.1');
  process.nextTick(() => this.destroy(Object.assign(new Error('no network'), { code: 'ECONNREFUSED' })));
  return this;
};
forbid(net.Server.prototype, 'net.Server', ['listen']);
forbid(dgram.Socket.prototype, 'dgram.Socket', ['bind', 'connect', 'send']);
forbid(dns, 'dns', functions(dns));
forbid(dns.promises, 'dns.promises', functions(dns.promises));
forbid(globalThis, 'global', ['fetch', 'WebSocket', 'EventSource']);
syncBuiltinESMExports();
