/** An answer that is waited for, but not for long: who watches Utas hears of a silent part, too. */

const answersWithinMs = 2_000;

/** Null: it failed, or did not come in time. */
export async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, answersWithinMs, null);
  });
  try {
    return await Promise.race([work.catch(() => null), over]);
  } finally {
    clearTimeout(timer);
  }
}
