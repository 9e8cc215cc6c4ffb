/** What the API tells of the networks. */

import { describe, expect, it } from "vitest";
import { platforms } from "../../src/platforms/index.ts";
import { openService } from "../support/service.ts";

describe("the networks", () => {
  it("are told whole to who has signed in, and to nobody else", async () => {
    await using utas = await openService();
    expect((await utas.ask("/api/platforms")).status).toBe(401);
    const told = (await utas.askSignedIn("/api/platforms")).json as { id: string }[];
    expect(told.map(({ id }) => id)).toEqual(platforms.map(({ id }) => id));
    for (const { id, label, limits, look, sender } of platforms) {
      const { refusesRepeats: _, budgets: __, ...plain } = limits;
      expect(told.find((one) => one.id === id)).toMatchObject({ label, look, limits: plain, sends: sender !== null });
    }
    expect(told.find(({ id }) => id === "bluesky")).toMatchObject({
      fields: expect.arrayContaining([
        {
          name: "appPassword",
          label: "App password",
          secret: true,
          required: true,
          example: "abcd-efgh-ijkl-mnop",
        },
      ]),
    });
  });
});
