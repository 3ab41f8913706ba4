import { Input, InputNumber, Radio, Select } from "antd";
import { DayPicker } from "../Desk/DayPicker";
import { useText } from "../Desk/text";
import { LinkInput } from "./LinkInput";
import { type Field, nextSteps, type RegisterOf, useNameOf } from "./registers";

interface Props {
  register: RegisterOf;
  field: Field;
  labels?: Record<string, string>;
  /** The step an entry stands at. */
  present?: string;
  id?: string;
  value?: never;
  onChange?: never;
}

/** The input for a field by its type; a form hands it value and onChange. */
export function FieldInput({ register, field, labels, present, ...given }: Props) {
  const t = useText();
  const nameOf = useNameOf();
  const bounds = { min: field.least ?? undefined, max: field.most ?? undefined };
  switch (field.type) {
    case "text":
      return <Input {...given} maxLength={200} />;
    case "longText":
      return <Input.TextArea {...given} autoSize={{ minRows: 2, maxRows: 8 }} />;
    case "number":
      return <InputNumber {...given} {...bounds} style={{ width: "100%" }} />;
    case "money":
      return <InputNumber {...given} {...bounds} stringMode precision={2} style={{ width: "100%" }} />;
    case "date":
      return <DayPicker {...given} />;
    case "yesNo":
      return (
        <Radio.Group
          {...given}
          options={[
            { value: true, label: t("Desk:yes") },
            { value: false, label: t("Desk:no") },
          ]}
        />
      );
    case "choice":
      return (
        <Select
          {...given}
          allowClear={!field.required}
          options={nextSteps(register, field, present).map((it) => ({ value: it.value, label: nameOf(it) }))}
        />
      );
    case "link":
    case "links":
      return <LinkInput {...given} target={field.target ?? ""} multiple={field.type === "links"} labels={labels} />;
  }
}
