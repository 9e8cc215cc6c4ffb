/** Waits for SIGINT or SIGTERM. A second one ends the process at once: nothing is lost by it, another process takes up what it held. */

export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    const told = () => {
      process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
      resolve();
    };
    process.once("SIGINT", told).once("SIGTERM", told);
  });
}
