/** What every network says of how it shows a post: whole, in data that can be sent, and true to itself. */

import { describe, expect, it } from "vitest";
import { platform as platformAnswer } from "../../src/http/contract.ts";
import { platformShape } from "../../src/http/shapes.ts";
import type { Platform } from "../../src/platforms/platform.ts";
import { entitiesOf, shownAs } from "../../src/thread/look.ts";

export function describeLook(platform: Platform): void {
  const { look, label, limits } = platform;

  describe(`the look of ${label}`, () => {
    it("is whole: it says all that a preview needs, and nothing more", () => {
      const shape = JSON.parse(JSON.stringify(platformShape(platform)));
      expect(platformAnswer.shape.look.strict().parse(shape.look)).toEqual(look);
    });

    it("has colours as they are written in a page, numbers that cut something, and no fold beyond the network's own limit", () => {
      for (const color of [look.colors.link, look.colors.tag])
        if (color !== null) expect(color).toMatch(/^#[0-9a-f]{6}$/);
      const { cut } = look.link ?? { cut: null };
      if (cut) expect(cut.keeps).toBeLessThanOrEqual(cut.above);
      if (look.fold) expect(look.fold.after).toBeGreaterThan(0);
      if (look.fold?.unit === "characters") expect(look.fold.after).toBeLessThanOrEqual(limits.max);
    });

    it("loses no word of a post, and changes nothing but links", () => {
      const text =
        "Air naik. https://www.contoh.id/berita/2026/11/29/air-naik-di-hulu-sungai?a=1#b dan contoh.id #Banjir 👋🏽";
      const { pieces } = shownAs(text, entitiesOf(text, look), look);
      expect(pieces.map(({ written }) => written).join("")).toBe(text);
      for (const { kind, text: shown, written } of pieces) if (kind !== "link") expect(shown).toBe(written);
    });
  });
}
