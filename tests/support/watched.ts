/** A text that counts how many of its units are looked at, to hold readers of hostile text to linear work without a clock. */

class Watched extends String {
  steps = 0;

  override charCodeAt(at: number): number {
    this.steps++;
    return super.charCodeAt(at);
  }
  override charAt(at: number): string {
    this.steps++;
    return super.charAt(at);
  }
  override codePointAt(at: number): number | undefined {
    this.steps++;
    return super.codePointAt(at);
  }
  override indexOf(part: string, from = 0): number {
    const found = super.indexOf(part, from);
    this.steps += (found < 0 ? this.length : found) - from + 1;
    return found;
  }
  override slice(from?: number, to?: number): string {
    const part = super.slice(from, to);
    this.steps += part.length;
    return part;
  }
  override startsWith(part: string, from?: number): boolean {
    this.steps += part.length;
    return super.startsWith(part, from);
  }
  override includes(part: string, from = 0): boolean {
    return this.indexOf(part, from) >= 0;
  }
  override normalize(): string {
    this.steps += this.length;
    return this as unknown as string;
  }
  override split(): string[] {
    this.steps += this.length;
    return [String(this)];
  }
}

/** How many units `read` looks at in `text`. */
export function stepsOf(text: string, read: (text: string) => unknown): number {
  const watched = new Watched(text);
  read(watched as unknown as string);
  return watched.steps;
}
