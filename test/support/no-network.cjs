// Loaded before anything else (`node --require`). Every attempt to connect or listen fails and is logged to the file
// named by NETWORK_LOG, which also records that this was loaded.
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
forbid(net.Socket.prototype, 'net.Socket', ['connect']);
forbid(net.Server.prototype, 'net.Server', ['listen']);
forbid(dgram.Socket.prototype, 'dgram.Socket', ['bind', 'connect', 'send']);
forbid(dns, 'dns', functions(dns));
forbid(dns.promises, 'dns.promises', functions(dns.promises));
forbid(globalThis, 'global', ['fetch', 'WebSocket', 'EventSource']);
syncBuiltinESMExports();
