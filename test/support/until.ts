/** The one limit of all waits in the tests, far beyond what a busy machine needs. */
export const WAIT_MAX_MS = 90_000;
const ASK_AGAIN_MS = 20;

/** Asks again and again until it holds. @throws after `WAIT_MAX_MS` */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  await eventually(async () => ((await holds()) ? true : undefined));
}

/** Asks again and again until there is an answer, and returns it. @throws after `WAIT_MAX_MS` */
export async function eventually<T>(answer: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const limit = performance.now() + WAIT_MAX_MS; performance.now() < limit;) {
    const found = await answer();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  throw new Error(`it did not come about within ${WAIT_MAX_MS / 1_000} seconds: ${answer.toString()}`);
}

/** Checks again and again until its expectations are met. @throws after `WAIT_MAX_MS` what the last check threw */
export async function untilMet(check: () => Promise<void>): Promise<void> {
  let last: unknown;
  const isMet = () =>
    check().then(
      () => true,
      (error: unknown) => {
        last = error;
        return false;
      },
    );
  await until(isMet).catch((late: unknown) => {
    throw last ?? late;
  });
}
