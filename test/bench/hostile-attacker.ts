/** Runs one attack in a process of its own, so that it does not hold up the probes. */
import { ATTACKS } from './hostile/attacks';

export interface AttackOrder {
  name: string;
  url: string;
}

export type Findings = { findings: string[] } | { error: string };

const { name, url } = JSON.parse(process.argv[2]!) as AttackOrder;

async function found(): Promise<Findings> {
  try {
    return { findings: await ATTACKS[name]!.run(url) };
  } catch (error) {
    return { error: String(error) };
  }
}

void found().then((said) => process.send!(said, () => process.exit()));
