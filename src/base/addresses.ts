/** Which addresses of the network belong to everybody, and which reach into somebody's own: this machine, its network, a cloud's inside. */

import { BlockList, isIP } from "node:net";

const closed4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** Of what is open at all (2000::/3), those that carry another address in them, or none that is real. */
const closed6: readonly [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const closed = new BlockList();
for (const [address, bits] of closed4) closed.addSubnet(address, bits, "ipv4");
for (const [address, bits] of closed6) closed.addSubnet(address, bits, "ipv6");
const open6 = new BlockList();
open6.addSubnet("2000::", 3, "ipv6");

/** Whether a name or an address may be called: everybody's addresses, and what the operator lists. */
export interface Guard {
  /** The name itself is listed, whatever it means. */
  allowsName(host: string): boolean;
  allowsAddress(address: string): boolean;
}

/** `allowed`: names (`*.` for all below), addresses and ranges such as 10.0.0.0/8, in lower case. */
export function openGuard(allowed: readonly string[]): Guard {
  const listed = new BlockList();
  const names: string[] = [];
  for (const one of allowed) {
    const [address = "", bits] = one.split("/");
    const family = isIP(address);
    if (family === 0) names.push(one);
    else
      listed.addSubnet(
        address,
        bits === undefined ? (family === 4 ? 32 : 128) : Number(bits),
        family === 4 ? "ipv4" : "ipv6",
      );
  }
  return {
    allowsName(host) {
      const name = host.toLowerCase().replace(/\.$/, "");
      return names.some((one) => (one.startsWith("*.") ? name.endsWith(one.slice(1)) : name === one));
    },
    allowsAddress(address) {
      const family = isIP(address);
      if (family === 0) return false;
      const kind = family === 4 ? "ipv4" : "ipv6";
      if (listed.check(address, kind)) return true;
      return (family === 4 || open6.check(address, kind)) && !closed.check(address, kind);
    },
  };
}
