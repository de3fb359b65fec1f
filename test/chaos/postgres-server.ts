/** A test's own Postgres, which can be stopped or frozen while it is in use. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '../../libs/database/embedded-postgres';
import { isAlive, readLock } from '../../libs/database/embedded-server-state';

export class PostgresServer {
  private constructor(
    private readonly dataDir: string,
    /** Stays the same across restarts. */
    readonly url: string,
  ) {}

  static async start(): Promise<PostgresServer> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'tributary-chaos-'));
    return new PostgresServer(dataDir, (await startEmbeddedPostgres({ dataDir })).url);
  }

  async remove(): Promise<void> {
    await this.thaw().catch(() => undefined);
    await stopEmbeddedPostgres(this.dataDir);
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** `fast`: the server ends its sessions and shuts down; `immediate`: as if the machine lost power. */
  async stop(mode: 'fast' | 'immediate'): Promise<void> {
    const pid = await this.postmaster();
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    while (isAlive(pid)) await sleep(20);
  }

  async startAgain(): Promise<void> {
    const { url } = await startEmbeddedPostgres({ dataDir: this.dataDir });
    if (url !== this.url) throw new Error('another program took the port meanwhile');
  }

  /** Keeps connections open, but the server does not answer. */
  async freeze(): Promise<void> {
    await this.signalAll('SIGSTOP');
  }

  async thaw(): Promise<void> {
    await this.signalAll('SIGCONT');
  }

  private async signalAll(signal: NodeJS.Signals): Promise<void> {
    const pid = await this.postmaster();
    // The postmaster first, so that no new children start.
    process.kill(pid, signal);
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    for (const child of children.split(' ').filter(Boolean)) {
      try {
        process.kill(Number(child), signal);
      } catch (error) {
        // The process ended by itself after it was listed.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }

  private async postmaster(): Promise<number> {
    return (await readLock(path.join(this.dataDir, 'postgres', 'data')))!.pid;
  }
}
