import { useState } from 'react';
import type { Shown } from '../../api/client';
import { Badge } from '../../components/badge';
import { Empty } from '../../components/empty';
import { Section } from '../../components/page';
import { CONNECTION } from '../../texts/connection';

type Finding = Shown['FindingShown'];
const TEXTS = CONNECTION.findings;

/** What is missing or wrong, the first to see to first; then what was solved while somebody looked. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const solved = useSolved(findings);
  return (
    <Section title={TEXTS.title}>
      <p className="visually-hidden" role="status">
        {TEXTS.count(findings.length)}
      </p>
      {findings.length === 0 && (
        <Empty title={TEXTS.none}>
          <p>{TEXTS.noneText}</p>
        </Empty>
      )}
      <ol className="findings">
        {findings.map(({ code, says, do: next }, index) => (
          <li key={code} className="card finding">
            <p className="finding-head">
              <code>{code}</code> {index === 0 && <Badge tone="waiting">{TEXTS.first}</Badge>}
            </p>
            <p className="finding-says">
              <Words text={says} />
            </p>
            <p>
              <strong>{TEXTS.does}: </strong>
              <Words text={next} />
            </p>
          </li>
        ))}
        {solved.map(({ code, says }) => (
          <li key={code} className="card finding is-solved">
            <p className="finding-head">
              <code>{code}</code> <Badge tone="good">{TEXTS.solved}</Badge>
            </p>
            <p className="quiet">
              {TEXTS.solvedText} <Words text={says} />
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Those that were there since the page was opened, and are no more. */
function useSolved(findings: readonly Finding[]): Finding[] {
  const [known, setKnown] = useState({ latest: findings, met: findings });
  if (known.latest !== findings) {
    setKnown({ latest: findings, met: [...findings, ...known.met.filter((one) => !has(findings, one))] });
  }
  return known.met.filter((one) => !has(findings, one));
}

function has(findings: readonly Finding[], { code }: Finding): boolean {
  return findings.some((one) => one.code === code);
}

/** What stands between backticks is to be typed or looked for as it is. */
function Words({ text }: { text: string }) {
  return (
    <bdi>
      {text
        .split('`')
        .map((part, index) => (index % 2 === 0 ? <span key={index}>{part}</span> : <code key={index}>{part}</code>))}
    </bdi>
  );
}
