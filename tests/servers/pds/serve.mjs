/** Runs the reference PDS with a PLC directory in memory, on loopback only: node serve.mjs <folder>. Prints { url } when it is up; ends when its input does. */

import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const { PlcServer, Database } = require("@did-plc/server");
const { PDS, readEnv, envToCfg, envToSecrets } = require("@atproto/pds");

const folder = process.argv[2];
if (!folder) throw new Error("give a folder");

const freePort = () =>
  new Promise((found, failed) => {
    const probe = createServer().once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });

const plcPort = await freePort();
const plc = PlcServer.create({ db: Database.mock(), port: plcPort });
// start() would listen on every interface.
await new Promise((up) => plc.app.listen(plcPort, "127.0.0.1", up));

const port = await freePort();
Object.assign(process.env, {
  PDS_PORT: String(port),
  PDS_HOSTNAME: "localhost",
  PDS_DEV_MODE: "true",
  PDS_DATA_DIRECTORY: join(folder, "data"),
  PDS_BLOBSTORE_DISK_LOCATION: join(folder, "blobs"),
  PDS_BLOBSTORE_DISK_TMP_LOCATION: join(folder, "blobs-tmp"),
  PDS_DID_PLC_URL: `http://127.0.0.1:${plcPort}`,
  PDS_SERVICE_HANDLE_DOMAINS: ".test",
  PDS_INVITE_REQUIRED: "false",
  PDS_DISABLE_SSRF_PROTECTION: "true",
  PDS_JWT_SECRET: randomBytes(16).toString("hex"),
  PDS_DPOP_SECRET: randomBytes(32).toString("hex"),
  PDS_ADMIN_PASSWORD: randomBytes(16).toString("hex"),
  PDS_RATE_LIMITS_ENABLED: "true",
  PDS_CRAWLERS: "",
  PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: randomBytes(32).toString("hex"),
  PDS_BSKY_APP_VIEW_URL: "http://127.0.0.1:9",
  PDS_BSKY_APP_VIEW_DID: "did:web:localhost%3A9",
  LOG_ENABLED: "false",
});
const { mkdirSync } = await import("node:fs");
for (const name of ["data", "blobs", "blobs-tmp"]) mkdirSync(join(folder, name), { recursive: true });
const env = readEnv();
const pds = await PDS.create(envToCfg(env), envToSecrets(env));
const listen = pds.app.listen.bind(pds.app);
pds.app.listen = (at) => listen(at, "127.0.0.1");
await pds.start();
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);

process.stdin.resume().once("end", () => process.exit(0));
