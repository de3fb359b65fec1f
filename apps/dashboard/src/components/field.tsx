import { type ComponentProps, type ReactNode, useId } from 'react';

interface FieldProps {
  label: string;
  hint?: string;
  /** What is wrong with the value. */
  errors?: readonly string[];
}

interface TextFieldProps extends FieldProps, Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  value: string;
  set: (value: string) => void;
}

/** A text with its label, and with what is wrong about it. */
export function TextField({ label, hint, errors = [], value, set, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        onChange={({ target }) => set(target.value)}
        autoComplete="off"
        {...describedBy(id, hint, errors)}
        {...input}
      />
      <Notes id={id} hint={hint} errors={errors} />
    </div>
  );
}

interface TextAreaProps extends FieldProps, Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> {
  value: string;
  set: (value: string) => void;
}

export function TextArea({ label, hint, errors = [], value, set, ...area }: TextAreaProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        value={value}
        onChange={({ target }) => set(target.value)}
        {...describedBy(id, hint, errors)}
        {...area}
      />
      <Notes id={id} hint={hint} errors={errors} />
    </div>
  );
}

interface ChoiceProps<Value extends string> extends FieldProps {
  value: Value;
  set: (value: Value) => void;
  /** Texts by value, in their order. */
  choices: Readonly<Record<Value, string>>;
}

/** One of a few. */
export function Choice<Value extends string>({ label, hint, errors = [], value, set, choices }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => set(target.value as Value)}
        {...describedBy(id, hint, errors)}
      >
        {(Object.keys(choices) as Value[]).map((one) => (
          <option key={one} value={one}>
            {choices[one]}
          </option>
        ))}
      </select>
      <Notes id={id} hint={hint} errors={errors} />
    </div>
  );
}

interface TickProps {
  label: ReactNode;
  isOn: boolean;
  set: (isOn: boolean) => void;
}

export function Tick({ label, isOn, set }: TickProps) {
  return (
    <label className="tick">
      <input type="checkbox" checked={isOn} onChange={({ target }) => set(target.checked)} />
      <span>{label}</span>
    </label>
  );
}

function describedBy(id: string, hint: string | undefined, errors: readonly string[]) {
  const notes = [...(hint === undefined ? [] : [`${id}-hint`]), ...(errors.length === 0 ? [] : [`${id}-errors`])];
  return { 'aria-describedby': notes.join(' ') || undefined, 'aria-invalid': errors.length > 0 || undefined };
}

function Notes({ id, hint, errors }: { id: string; hint: string | undefined; errors: readonly string[] }) {
  return (
    <>
      {errors.length > 0 && (
        <p id={`${id}-errors`} className="field-error">
          {errors.join('; ')}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </>
  );
}
