/** Which addresses a call may reach: the public internet, and of the own network only what the operator allows. Asked after the name is looked up, for the very address that is connected to. */

import { type LookupAddress, type LookupOptions, lookup as lookUp } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

export interface Reach {
  /** For the host of an address as it is written: a name, or an IP address. A name says nothing yet. */
  allows(host: string): boolean;
  /** Whether the operator lists it. */
  lists(host: string): boolean;
  /** For a socket: gives only addresses that may be reached, or the error code UTAS_PRIVATE_ADDRESS. */
  readonly lookup: LookupFunction;
}

export class PrivateAddress extends Error {
  readonly code = "UTAS_PRIVATE_ADDRESS";

  constructor(host: string) {
    super(`${host} is in a private network, which UTAS_ALLOWED_PRIVATE_HOSTS does not list`);
    this.name = "PrivateAddress";
  }
}

/** Ranges that are not of the public internet (IANA's special-purpose registry); of IPv6 all but 2000::/3, and of that what leads elsewhere. */
const special = [
  ..."0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24".split(
    " ",
  ),
  ..."192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4".split(" "),
  ..."::/3 4000::/2 8000::/1 2001::/23 2001:db8::/32 2002::/16 3fff::/20".split(" "),
];

const familyOf = (address: string) => (isIP(address) === 6 ? ("ipv6" as const) : ("ipv4" as const));

/** A list for each family: a BlockList of both would find an IPv4 address below ::/3. */
function listOf(ranges: readonly string[]): Readonly<Record<"ipv4" | "ipv6", BlockList>> {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    const family = familyOf(address);
    lists[family].addSubnet(address, bits === undefined ? (family === "ipv6" ? 128 : 32) : Number(bits), family);
  }
  return lists;
}

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

function holds(lists: ReturnType<typeof listOf>, address: string): boolean {
  const plain = mapped.exec(address)?.[1] ?? address;
  return lists[familyOf(plain)].check(plain, familyOf(plain));
}

/** `allowed`: names (also `*.example.org`), addresses and ranges. */
export function openReach(allowed: readonly string[]): Reach {
  const isAddress = (one: string) => isIP(one.split("/")[0] ?? "") > 0;
  const names = allowed.filter((one) => !isAddress(one));
  const ranges = listOf(allowed.filter(isAddress));
  const closed = listOf(special);

  const named = (host: string) =>
    names.some((one) => (one.startsWith("*.") ? host.endsWith(one.slice(1)) : host === one));
  const open = (address: string) => holds(ranges, address) || !holds(closed, address);
  const plainly = (host: string) => host.toLowerCase().replace(/^\[|\]$|\.$/g, "");
  const lists = (host: string) => {
    const plain = plainly(host);
    return named(plain) || (isIP(plain) > 0 && holds(ranges, plain));
  };

  return {
    lists,
    allows: (host) => lists(host) || isIP(plainly(host)) === 0 || open(plainly(host)),
    lookup: (host, options, answer) => {
      const all: LookupOptions & { all: true } = { ...options, all: true };
      lookUp(host, all, (error, found: LookupAddress[]) => {
        if (error) return answer(error, "", 0);
        const reachable = named(plainly(host)) ? found : found.filter(({ address }) => open(address));
        const [first] = reachable;
        if (!first) return answer(new PrivateAddress(host), "", 0);
        if (options.all) return answer(null, reachable);
        return answer(null, first.address, first.family);
      });
    },
  };
}
