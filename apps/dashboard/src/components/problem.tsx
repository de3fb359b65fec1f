import { ApiProblem } from '../api/client';
import { SHARED } from '../texts/shared';

interface ProblemProps {
  error: Error;
  again?: () => void;
}

/** Why something is not there. A server that is away comes back by itself; a refusal says its code. */
export function Problem({ error, again }: ProblemProps) {
  const problem = error instanceof ApiProblem ? error : null;
  if (problem?.isAway === true) {
    const { title, text } = SHARED.problem.away;
    return (
      <div className="empty" role="status">
        <p className="empty-title">{title}</p>
        <p>{text}</p>
      </div>
    );
  }
  return (
    <div className="problem" role="alert">
      <p className="empty-title">{SHARED.problem.title}</p>
      <p>
        <bdi>{error.message}</bdi>
      </p>
      {problem !== null && (
        <p className="quiet">
          {SHARED.problem.code} <code>{problem.code}</code>
        </p>
      )}
      {again !== undefined && (
        <button type="button" className="button" onClick={again}>
          {SHARED.problem.again}
        </button>
      )}
    </div>
  );
}
