import { AlertDialog } from 'radix-ui';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { SHARED } from '../texts/shared';
import { Problem } from './problem';

interface AskProps {
  /** Text of the button that asks for it. */
  ask: string;
  /** Of which thing, where several buttons have the same text. */
  askLabel?: string;
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** Text of the button that does it. */
  confirm: string;
  isDangerous?: boolean;
  isDisabled?: boolean;
}

interface ConfirmFormProps extends AskProps {
  /** What has to be said with it. */
  fields?: ReactNode;
  run: (given: FormData) => Promise<unknown>;
}

/** Asks once more before something is changed. */
export function ConfirmForm({ ask, askLabel, title, children, fields, confirm, run, ...how }: ConfirmFormProps) {
  const { isDangerous = false, isDisabled = false } = how;
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const open = (toOpen: boolean) => {
    setError(null);
    setIsOpen(toOpen);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsBusy(true);
    setError(null);
    run(new FormData(event.currentTarget))
      .then(() => setIsOpen(false), setError)
      .finally(() => setIsBusy(false));
  };
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={open}>
      <AlertDialog.Trigger className="button" aria-label={askLabel} disabled={isDisabled}>
        {ask}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="dialog-shade" />
        <AlertDialog.Content className="dialog">
          <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div>{children}</div>
          </AlertDialog.Description>
          <form onSubmit={submit} className="form">
            {fields}
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

interface ConfirmProps extends AskProps {
  run: (given: { reason: string; actor: string }) => Promise<unknown>;
}

/** Asks by whom and why something is changed; both are kept with the change. */
export function Confirm({ run, ...asked }: ConfirmProps) {
  const id = useId();
  return (
    <ConfirmForm
      {...asked}
      run={(given) => run({ reason: String(given.get('reason')), actor: String(given.get('actor')) })}
      fields={
        <>
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
        </>
      }
    />
  );
}
