/** What every sender does with images: each with what it shows, in order, or not at all. */

import { describe, expect, it } from "vitest";
import type { Login, RemotePost, Sender, SendOutcome } from "../../src/platforms/platform.ts";
import type { Post } from "../../src/thread/thread.ts";
import type { Sending } from "./sending.ts";
import type { Stand } from "./stand.ts";

export function describeImages(sender: Sender, stand: () => Stand, { context, postOf }: Sending): void {
  describe("posts with images", () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff, 0x00]);
    const withPictures = (): Login => ({
      ...stand().login,
      line: {
        ...stand().login.line,
        picture: async (id) => (id === "gone" ? null : { type: "image/jpeg", bytes, width: 800, height: 600 }),
      },
    });
    const image = (id: string, alt: string) => ({ id, alt, credit: "" });
    const attempt = async (
      post: Post,
      parent: RemotePost | null = null,
    ): Promise<SendOutcome | Awaited<ReturnType<NonNullable<Sender["prepare"]>>>> => {
      const about = context({ parent });
      const ready = (await sender.prepare?.(withPictures(), post, about)) ?? { kind: "prepared", handles: {} };
      if (ready.kind !== "prepared") return ready;
      return sender.create(withPictures(), post, { ...about, handles: ready.handles });
    };

    it("go out with what each of them shows, in their order, on the posts that they belong to", async () => {
      const first = await attempt({
        ...postOf("Photos."),
        images: [image("a", "Seekor kucing “besar” 🐈"), image("b", 'Pasar & "toko" <ramai>')],
      });
      if (first.kind !== "sent") throw new Error(JSON.stringify(first));
      const second = await attempt(postOf("No photo."), first.remote);
      if (second.kind !== "sent") throw new Error(JSON.stringify(second));
      const third = await attempt({ ...postOf("One more."), images: [image("c", "日本の市場")] }, second.remote);
      expect(third.kind).toBe("sent");
      expect(stand().shows?.()).toEqual([["Seekor kucing “besar” 🐈", 'Pasar & "toko" <ramai>'], [], ["日本の市場"]]);
    });

    it("say whose they are behind what they show, and no more than the network takes", async () => {
      const long = { ...image("b", "Pasar terendam ".repeat(300)), credit: "ANTARA/Yulius" };
      const credited = { ...image("a", "Pasar terendam"), credit: "ANTARA/Yulius" };
      expect((await attempt({ ...postOf("Photos."), images: [credited, long] })).kind).toBe("sent");
      const [[first = "", second = ""] = []] = stand().shows?.() ?? [];
      expect(first).toBe("Pasar terendam (ANTARA/Yulius)");
      expect(second).toMatch(/^Pasar terendam .*…$/);
      expect(second.length).toBeLessThanOrEqual(2_000);
    });

    it("do not go without an image that is not kept any more", async () => {
      const outcome = await attempt({ ...postOf("Photo."), images: [image("gone", "")] });
      expect(outcome).toMatchObject({ kind: "rejected", reason: expect.stringContaining("not kept any more") });
      expect(await stand().posts()).toEqual([]);
    });

    it.each(["fail-before", "fail-after", "cut-before", "lose-answer", "garbled", "rate-limit-unsaid"] as const)(
      "are put off when an upload goes wrong, and go whole when it is made again: %s",
      async (how) => {
        const post = { ...postOf("Photo."), images: [image("a", "Satu"), image("b", "Dua")] };
        stand().misbehaveAtUpload?.(how);
        expect((await attempt(post)).kind).toBe("deferred");
        expect(await stand().posts()).toEqual([]);
        expect((await attempt(post)).kind).toBe("sent");
        expect(stand().shows?.()).toEqual([["Satu", "Dua"]]);
      },
    );
  });
}
