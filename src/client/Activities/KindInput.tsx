import { Input, InputNumber, Radio, Select } from "antd";
import type { Schemas } from "../Desk/api";
import { DayPicker } from "../Desk/DayPicker";
import { MomentPicker } from "../Desk/MomentPicker";
import { type Terms, useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";

type Definition = Schemas["FieldDefinition"];

/** The input for a kind's extra field, by its type; a form hands it value and onChange. */
export function KindInput({ field, ...given }: { field: Definition; id?: string; value?: never; onChange?: never }) {
  const t = useText();
  const choice = useChoiceText();
  switch (field.type) {
    case "text":
      return <Input.TextArea {...given} autoSize={{ minRows: 1, maxRows: 6 }} />;
    case "number":
      return <InputNumber {...given} style={{ width: "100%" }} />;
    case "date":
      return <DayPicker {...given} />;
    case "time":
      return <MomentPicker {...given} />;
    case "choice":
      return (
        <Select {...given} allowClear options={field.choices?.map((value) => ({ value, label: choice(field.name, value) }))} />
      );
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
  }
}

/** Our word for a built-in choice; a company's own choices are words already. */
export function useChoiceText(): (field: string, value: string) => string {
  const term = useTerm();
  const groups: Record<string, Terms> = { cause: "cause", decision: "decision", unsignedReason: "unsignedReason" };
  return (field, value) => {
    const group = groups[field];
    return group ? term(group, value) : value;
  };
}
