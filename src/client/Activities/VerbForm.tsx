import { Alert, App, Button, Form, Modal } from "antd";
import { useState } from "react";
import { Problem } from "../Desk/api";
import { type FieldError, problemText } from "../Desk/problems";
import { useKinds } from "../Desk/registers";
import { useText } from "../Desk/text";
import { showErrors } from "../Desk/useSending";
import { AmendFields, amendment } from "./AmendFields";
import { useFresh } from "./activities";
import type { Activity } from "./Marks";
import { useVerb } from "./useVerb";
import { VerbInput } from "./VerbInput";
import { type Verb, type VerbField, verbFields } from "./verbs";

interface Props {
  activity: Activity;
  verb: Verb;
  /** Fields that an amendment begins with. */
  wanted?: string[];
  close: () => void;
}

const hinted: readonly string[] = [
  "respond",
  "assign",
  "start",
  "hold",
  "resume",
  "resolve",
  "close",
  "reopen",
  "cancel",
  "amend",
  "urge",
  "merge",
  "categorize",
  "complete",
  "deliver",
  "accept",
  "check-in",
];

/** One small form per verb. */
export function VerbForm({ activity, verb, wanted, close }: Props) {
  const t = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [problem, setProblem] = useState<Error>();
  const [unplaced, setUnplaced] = useState<FieldError[]>([]);
  const [busy, setBusy] = useState(false);
  // What is sent rests on what was seen when the form was opened, though the page around it may be newer by then.
  const [seen, setSeen] = useState(activity);
  const act = useVerb(seen);
  const fresh = useFresh(activity.id);
  const fields: VerbField[] = verbFields[verb];

  const reload = async () => {
    setSeen(await fresh());
    setProblem(undefined);
  };
  const submit = async (values: Record<string, unknown>) => {
    setBusy(true);
    try {
      await act(verb, verb === "amend" ? amendment(seen, values) : filled(values));
      message.success(t("Activities:detail.done", { verb: t(`Activities:verb.${verb}`) }));
      close();
    } catch (error) {
      setProblem(error as Error);
      setUnplaced(showErrors(t, form, error as Error));
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={t(`Activities:verb.${verb}`)}
      onCancel={close}
      okText={t(`Activities:verb.${verb}`)}
      okButtonProps={{ loading: busy, danger: verb === "cancel" }}
      cancelText={t("Desk:do.close")}
      onOk={() => form.submit()}
      width={520}
    >
      {hinted.includes(verb) && <p className="quiet">{t(`Activities:verbHint.${verb}` as "Activities:verbHint.respond")}</p>}
      {problem && <Refused problem={problem} unplaced={unplaced} kind={activity.kind} reload={reload} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={submit}
        requiredMark={false}
        initialValues={initial(fields)}
        scrollToFirstError
      >
        {verb === "amend" && <AmendFields activity={activity} wanted={wanted} />}
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={t(`Activities:field.${field.name}` as "Activities:field.note")}
            rules={[{ required: field.required, message: t("Desk:wrong.required") }]}
          >
            <VerbInput field={field} except={activity.id} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}

interface RefusedProps {
  problem: Error;
  /** What is wrong with fields that this form does not ask for. */
  unplaced: FieldError[];
  kind: string;
  reload: () => void;
}

function Refused({ problem, unplaced, kind, reload }: RefusedProps) {
  const t = useText();
  const { find, nameOf } = useKinds();
  const label = ([, name]: FieldError["name"]) => {
    const definition = find(kind)?.fields.find((it) => it.name === name);
    return definition ? `${nameOf(definition)}: ` : "";
  };
  const stale = problem instanceof Problem && (problem.type === "stale" || problem.type === "not-allowed-in-status");
  return (
    <Alert
      type={stale ? "warning" : "error"}
      showIcon
      style={{ marginBottom: 12 }}
      title={stale ? t("Activities:detail.staleTitle") : problemText(t, problem)}
      description={
        stale
          ? t("Activities:detail.staleText")
          : unplaced.length > 0 && unplaced.map((it) => <div key={it.name.join()}>{label(it.name) + it.errors}</div>)
      }
      action={stale && <Button onClick={reload}>{t("Desk:do.reload")}</Button>}
    />
  );
}

/** What is empty is left out: the API would take it for a value. */
function filled(values: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}

function initial(fields: VerbField[]) {
  return Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));
}
