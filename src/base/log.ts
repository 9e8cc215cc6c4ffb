/** The log: one JSON line an event on standard error. Secrets are cut out by name here, and never handed to it in the first place. */

import { type DestinationStream, destination, type Logger, pino } from "pino";

export type Log = Logger;

const secretNames = [
  "appKey",
  "appSecret",
  "accessToken",
  "accessSecret",
  "appPassword",
  "refreshToken",
  "credentials",
  "sealed",
  "password",
  "authorization",
  "cookie",
];

export function openLog(level: string, to: DestinationStream = destination({ dest: 2, sync: true })): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[secret]" },
    },
    to,
  );
}
