import { AlertDialog } from 'radix-ui';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { SHARED } from '../texts/shared';
import { Problem } from './problem';

interface ConfirmProps {
  /** Text of the button that asks for it. */
  ask: string;
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** Text of the button that does it. */
  confirm: string;
  isDangerous?: boolean;
  run: (given: { reason: string; actor: string }) => Promise<unknown>;
}

/** Asks once more before something is changed, by whom and why; both are kept with the change. */
export function Confirm({ ask, title, children, confirm, isDangerous = false, run }: ConfirmProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setIsBusy(true);
    setError(null);
    run({ reason: String(given.get('reason')), actor: String(given.get('actor')) })
      .then(() => setIsOpen(false), setError)
      .finally(() => setIsBusy(false));
  };
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={setIsOpen}>
      <AlertDialog.Trigger className="button">{ask}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="dialog-shade" />
        <AlertDialog.Content className="dialog">
          <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div>{children}</div>
          </AlertDialog.Description>
          <form onSubmit={submit} className="form">
            <label htmlFor={`${id}-reason`}>{SHARED.confirm.reason}</label>
            <textarea
              id={`${id}-reason`}
              name="reason"
              required
              maxLength={1_000}
              rows={3}
              aria-describedby={`${id}-why`}
            />
            <p id={`${id}-why`} className="hint">
              {SHARED.confirm.reasonHint}
            </p>
            <label htmlFor={`${id}-actor`}>{SHARED.confirm.actor}</label>
            <input
              id={`${id}-actor`}
              name="actor"
              required
              maxLength={256}
              autoComplete="name"
              aria-describedby={`${id}-who`}
            />
            <p id={`${id}-who`} className="hint">
              {SHARED.confirm.actorHint}
            </p>
            {error !== null && <Problem error={error} />}
            <div className="dialog-actions">
              <AlertDialog.Cancel className="button" type="button">
                {SHARED.confirm.cancel}
              </AlertDialog.Cancel>
              <button
                type="submit"
                className={`button ${isDangerous ? 'button-danger' : 'button-main'}`}
                disabled={isBusy}
              >
                {isBusy ? SHARED.confirm.busy : confirm}
              </button>
            </div>
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
