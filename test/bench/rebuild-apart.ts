/** Runs a rebuild in its own process, and tells its peak memory. */
import { rebuild } from '../../libs/engine/rebuild/rebuild';

process.once('message', ({ url }: { url: string }) => {
  let peakBytes = 0;
  const watch = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage.rss())), 100);
  rebuild({ url }).then(
    (rebuilt) => {
      clearInterval(watch);
      process.send!({ rebuilt, peakBytes }, () => process.disconnect());
    },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
