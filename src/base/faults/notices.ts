/** Faults of notices, their channels, and who may read the metrics. */

import { fault } from "./fault.ts";

export const noticeFaults = {
  "channel-unknown": fault<{ channel: string; known: string }>(
    404,
    2,
    ({ channel, known }) => `There is no channel ${channel}. ${known}`,
  ),
  "channel-kind-unknown": fault<{ kind: string; known: string }>(
    422,
    2,
    ({ kind, known }) => `Notices cannot be sent by ${JSON.stringify(kind)}. Channels are: ${known}.`,
  ),
  "channel-address-refused": fault<{ channel: string; host: string }>(
    422,
    2,
    ({ channel, host }) =>
      `The address for ${channel} is not taken: ${host} is in a private network. List it in UTAS_ALLOWED_PRIVATE_HOSTS if notices are meant to go there.`,
  ),
  "smtp-missing": fault<Record<string, never>>(
    422,
    2,
    () =>
      "E-mail needs a server to hand it to, and none is set. Set UTAS_SMTP_URL, such as smtps://user:password@mail.example.org.",
  ),
  "notice-not-taken": fault<{ channel: string; why: string }>(
    502,
    1,
    ({ channel, why }) => `${channel} did not take the trial message: ${why}.`,
  ),
  "metrics-closed": fault<Record<string, never>>(
    401,
    1,
    () =>
      "Metrics are shown to this machine alone. From elsewhere, set UTAS_METRICS_TOKEN and send it as Authorization: Bearer.",
  ),
} as const;
