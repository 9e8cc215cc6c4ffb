/** How long one label of a domain name is once it is written in ASCII (RFC 3492): the name system allows 63. */

const base = 36;
const thresholdMin = 1;
const thresholdMax = 26;

/** A label of more characters is over any limit, and costs no time. */
const most = 64;

/** Full stops of other scripts part a label too. */
export function encodedLength(label: string): number {
  if (label.length > 2 * most) return label.length;
  return label.split(/[\u3002\uff0e\uff61]/).reduce((sum, part, at) => sum + partLength(part) + Math.min(at, 1), 0);
}

function partLength(part: string): number {
  if (/^[ -~]*$/.test(part)) return part.length;
  const points = Array.from(part, (char) => char.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < 0x80).length;

  let length = "xn--".length + (basic > 0 ? basic + 1 : 0);
  let bias = 72;
  let delta = 0;
  let handled = basic;
  let least = 0x80;
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= least));
    delta += (next - least) * (handled + 1);
    least = next;
    for (const point of points) {
      if (point < least) delta++;
      if (point !== least) continue;
      length += digits(delta, bias);
      bias = adapted(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    least++;
  }
  return length;
}

const threshold = (k: number, bias: number) => Math.min(thresholdMax, Math.max(thresholdMin, k - bias));

function digits(delta: number, bias: number): number {
  let rest = delta;
  let count = 1;
  for (let k = base; rest >= threshold(k, bias); k += base) {
    const least = threshold(k, bias);
    rest = Math.floor((rest - least) / (base - least));
    count++;
  }
  return count;
}

function adapted(delta: number, count: number, first: boolean): number {
  let rest = Math.floor(first ? delta / 700 : delta / 2);
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((base - thresholdMin) * thresholdMax) / 2; k += base) rest = Math.floor(rest / (base - thresholdMin));
  return k + Math.floor(((base - thresholdMin + 1) * rest) / (rest + 38));
}
