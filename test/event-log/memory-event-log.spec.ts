import { LogUnavailable } from '../../libs/event-log/event-log';
import { MemoryEventLog } from '../../libs/event-log/memory-event-log';
import { event, eventLogContract, newStream } from './event-log-contract';

describe('the log in memory', () => {
  eventLogContract(async () => {
    const log = new MemoryEventLog();
    return { log, vaultRows: async () => log.vaultRows(), knowsIdsOfOtherStreams: true, close: () => log.close() };
  });

  it('takes the time from the given clock, but never goes back', async () => {
    let now = 5_000;
    const log = new MemoryEventLog(() => now);
    const stream = newStream();
    await log.append(stream, event(1));
    now = 4_000;
    await log.append(stream, event(2));
    now = 6_000;
    await log.append(stream, event(3));
    expect((await log.read(stream, 0, 3)).map(({ recordedAt }) => recordedAt)).toEqual([5_000, 5_000, 6_000]);
  });

  it('refuses appends once it is closed', async () => {
    const log = new MemoryEventLog();
    await log.close();
    await expect(log.append(newStream(), event(1))).rejects.toThrow(LogUnavailable);
  });
});
