import { newProgram } from '../apps/cli/tributary';
import { CODES } from '../libs/kernel/codes';
import { ATTRIBUTION_MODELS, DEFAULT_POLICY, POLICY_LIMITS, REPROCESS_MODES } from '../libs/kernel/policy';
import { campaignBlocks } from './campaigns-page';
import { variables } from './environment-page';
import { DECISIONS, FACTS } from './event-descriptions';
import { exportBlocks } from './exports-page';
import { type Shape, shapes } from './event-shapes';
import { firstDayPage } from './first-day-page';
import { limitBlocks } from './limits-page';
import { POLICY_FIELDS } from './policy-descriptions';
import { between } from './quantities';

const NOTE = '<!-- Generated from the code by `npm run docs`; change it there. -->';

/** The pages that follow from the code: path below `docs/` → text. */
export function generatedPages(): Record<string, string> {
  return {
    'first-day.md': firstDayPage(),
    'reference/codes.md': codes(),
    'reference/policy.md': policy(),
    'reference/campaigns.md': page('Campaigns', ...campaignBlocks(table)),
    'reference/events.md': events(),
    'reference/exports.md': page('Exports', ...exportBlocks(table)),
    'reference/environment.md': environment(),
    'reference/command-line.md': commandLine(),
    'operations/limits.md': page('Limits', ...limitBlocks(table)),
  };
}

function codes(): string {
  const entries = Object.entries(CODES);
  const answered = entries.filter(([, { status }]) => status !== null);
  const recorded = entries.filter(([, { status }]) => status === null);
  return page(
    'Codes',
    'Every code by which Tributary says no. Codes are stable: programs may rely on them, texts may change.',
    '## Answered',
    'The `code` of a problem document (RFC 9457), with its HTTP status.',
    table(
      ['code', 'status', 'meaning'],
      answered.map(([code, { status, text }]) => [`\`${code}\``, String(status), text]),
    ),
    '## Recorded',
    'Stands with a decision in the ledger, or with a delivery in quarantine; never an answer of its own.',
    table(
      ['code', 'meaning'],
      recorded.map(([code, { text }]) => [`\`${code}\``, text]),
    ),
  );
}

function policy(): string {
  const limits: Partial<Record<string, readonly [number, number]>> = POLICY_LIMITS;
  const choices: Partial<Record<string, readonly string[]>> = { model: ATTRIBUTION_MODELS, reprocess: REPROCESS_MODES };
  const values = (name: keyof typeof POLICY_FIELDS): string => {
    const bounds = limits[name];
    if (bounds !== undefined) return between(bounds);
    const words = choices[name]?.map((choice) => `\`${choice}\``).join(', ');
    if (words) return words;
    return typeof DEFAULT_POLICY[name] === 'boolean' ? '`true`, `false`' : 'list';
  };
  return page(
    'Policy',
    'The rules of a merchant, read with `GET /v1/policy` and set with `PUT /v1/policy`. A change enters the log as a fact ' +
      'before it has effect, and `PUT` changes the named fields alone. A decision on a purchase goes by the policy in ' +
      'force when the purchase was first recorded; a decision on identities by the policy of that moment.',
    table(
      ['field', 'default', 'values', 'meaning'],
      keys(POLICY_FIELDS).map((name) => [
        `\`${name}\``,
        `\`${JSON.stringify(DEFAULT_POLICY[name])}\``,
        values(name),
        POLICY_FIELDS[name],
      ]),
    ),
  );
}

function events(): string {
  const facts = shapes('libs/kernel/facts.ts');
  const decisions = shapes('libs/kernel/decisions.ts');
  const all = new Map([...shapes('libs/kernel/identity/identifier.ts'), ...facts, ...decisions]);
  const named = new Set<string>([...Object.keys(FACTS), ...Object.keys(DECISIONS)]);
  const shared = [...all.values()].filter(({ name }) => usedIn(all, named, name));
  const section = (name: string, text: string): string[] => [`### ${name}`, text, fields(all.get(name))];
  return page(
    'Events',
    'The `data` of the events in both streams, as canonical JSON. Instants are RFC 3339 in UTC with milliseconds, money is ' +
      'integer minor units, identifiers and tokens are pseudonyms and keyed hashes. Optional fields are left out, never null.',
    '## Intake: facts',
    'Stream `intake-<partition>`.',
    ...Object.entries(FACTS).flatMap(([name, text]) => section(name, text)),
    '## Ledger: decisions',
    'Stream `ledger-<partition>`. Beside its data each names its cause, its ordinal among the decisions of that cause, and ' +
      'the version of the kernel.',
    ...Object.entries(DECISIONS).flatMap(([name, text]) => section(name, text)),
    '## Shapes within them',
    ...shared.flatMap((shape) => section(shape.name, shape.comment)),
  );
}

function environment(): string {
  return page(
    'Environment',
    'Read once and checked at the start; a bad value stops the start with a message that names it. An empty variable ' +
      'counts as unset.',
    table(
      ['variable', 'default', 'values', 'meaning'],
      variables().map((one) => [`\`${one.name}\``, one.default && `\`${one.default}\``, one.values, one.meaning]),
    ),
  );
}

function commandLine(): string {
  const program = newProgram(() => undefined);
  return page(
    'Command line',
    'After `npm run build`, `npx tributary <command>`; or `npm run tributary -- <command>`, which builds first. Progress goes ' +
      'to standard error (bars on a terminal, plain lines otherwise), results to standard output. Exit codes: 0 it held, ' +
      '1 it did not, 2 it was used wrongly. The [environment](environment.md) says on which database it works.',
    ...program.commands.flatMap((command) => [
      `## ${command.name()}`,
      `\`\`\`text\n${command.configureHelp({ helpWidth: 100 }).helpInformation().trimEnd()}\n\`\`\``,
    ]),
  );
}

/** Shapes that a field of an event, or of such a shape, is typed by. */
function usedIn(all: Map<string, Shape>, events: Set<string>, name: string): boolean {
  if (events.has(name)) return false;
  const mentions = (shape: Shape) => shape.fields.some(({ type }) => new RegExp(`\\b${name}\\b`).test(type));
  return [...all.values()].some((shape) => shape.name !== name && mentions(shape));
}

function fields(shape: Shape | undefined): string {
  if (!shape) throw new Error('an event has no interface of its name');
  return table(
    ['field', 'type', ''],
    shape.fields.map((field) => [
      `\`${field.name}\`${field.optional ? '?' : ''}`,
      `\`${field.type.replaceAll('|', '\\|')}\``,
      field.comment,
    ]),
  );
}

function page(title: string, ...blocks: string[]): string {
  return [`# ${title}`, NOTE, ...blocks.filter((block) => block !== '')].join('\n\n') + '\n';
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function keys<K extends string>(record: Record<K, unknown>): K[] {
  return Object.keys(record) as K[];
}
