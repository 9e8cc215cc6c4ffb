/** /api/platforms: what each network takes, what connecting it asks for, and how it shows a post. The same for everybody. */

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { platforms } from "../../platforms/index.ts";
import { platform } from "../contract.ts";
import { platformShape } from "../shapes.ts";

export const platformRoutes = (): FastifyPluginAsyncZod => async (instance) => {
  instance.get(
    "/platforms",
    {
      schema: {
        summary: "Every network: its limits, its fields, how it shows a post, and whether it can be sent to.",
        response: { 200: z.array(platform) },
      },
    },
    async () => platforms.map(platformShape),
  );
};
