import { Alert, type FormInstance } from "antd";
import { type ReactNode, useState } from "react";
import { type FieldError, formErrors, problemText } from "./problems";
import { type Text, useText } from "./text";

/** Sends what a form holds. What is refused stands beside its field; what has no field there, in a box of its own. */
export function useSending<T>(
  form: FormInstance<T>,
  send: (values: T) => Promise<unknown>,
): { refused: ReactNode; busy: boolean; submit: (values: T) => Promise<void> } {
  const t = useText();
  const [problem, setProblem] = useState<{ error: Error; unplaced: string[] }>();
  const [busy, setBusy] = useState(false);
  const submit = async (values: T) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await send(values);
    } catch (error) {
      setProblem({ error: error as Error, unplaced: showErrors(t, form, error as Error).flatMap((it) => it.errors) });
    } finally {
      setBusy(false);
    }
  };
  const refused = problem && (
    <Alert
      className="refused"
      type="error"
      showIcon
      title={problemText(t, problem.error)}
      description={problem.unplaced.join(" ") || undefined}
    />
  );
  return { refused, busy, submit };
}

/** Puts what is wrong beside its field; gives what has none in this form. */
export function showErrors<T>(t: Text, form: FormInstance<T>, problem: Error): FieldError[] {
  const fields = form.getFieldsError().map(({ name }) => name);
  const errors = formErrors(t, problem).map((it) => ({ ...it, at: nearest(fields, it.name) }));
  const placed = errors.filter((it) => it.at.length > 0).map((it) => ({ name: it.at, errors: it.errors }));
  form.setFields(placed as Parameters<typeof form.setFields>[0]);
  return errors.filter((it) => it.at.length === 0);
}

/** The field itself, or the one that holds it: of "rules[2].targets.response.amount" there may be an input for the response. */
export function nearest(fields: FieldError["name"][], name: FieldError["name"]): FieldError["name"] {
  const holds = (field: FieldError["name"]) => field.length <= name.length && field.every((part, at) => part === name[at]);
  return fields.filter(holds).toSorted((a, b) => b.length - a.length)[0] ?? [];
}
