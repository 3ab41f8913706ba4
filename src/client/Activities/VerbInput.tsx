import { AutoComplete, Input, Radio, Select, Switch } from "antd";
import { MomentPicker } from "../Desk/MomentPicker";
import { usePeople } from "../Desk/registers";
import { codesOf, type Terms, useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { ActivityPicker } from "./ActivityPicker";
import type { VerbField } from "./verbs";

/** The input a field of a verb is asked by; a form hands it value and onChange. */
export function VerbInput({
  field,
  except,
  ...given
}: {
  field: VerbField;
  except: string;
  id?: string;
  value?: never;
  onChange?: never;
}) {
  const t = useText();
  switch (field.input) {
    case "words":
      return <Input.TextArea {...given} autoSize={{ minRows: 3, maxRows: 10 }} />;
    case "person":
      return <PersonPicker {...given} allowClear={!field.required} />;
    case "choice":
      return field.terms ? <TermChoice {...given} terms={field.terms} optional={!field.required} /> : null;
    case "moment":
      return <MomentPicker {...given} />;
    case "yesNo":
      return <Switch {...given} checked={given.value} checkedChildren={t("Desk:yes")} unCheckedChildren={t("Desk:no")} />;
    case "activity":
      return <ActivityPicker {...given} except={except} />;
    case "holdReason":
      return <AutoComplete {...given} options={holdReasons.map((it) => ({ value: t(`Activities:hold.${it}`) }))} />;
    case "line":
      return <Input {...given} />;
  }
}

const holdReasons = ["parts", "customer", "appraisal", "factory", "thirdParty"] as const;

export function PersonPicker(given: { id?: string; value?: string; onChange?: (id: string) => void; allowClear?: boolean }) {
  const people = usePeople();
  return (
    <Select
      {...given}
      showSearch={{ optionFilterProp: "label" }}
      options={people.items.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** A few choices all at once; many in a list. */
export function TermChoice({
  terms,
  optional,
  ...given
}: {
  terms: Terms;
  optional: boolean;
  id?: string;
  value?: string;
  onChange?: never;
}) {
  const term = useTerm();
  const options = codesOf(terms).map((value) => ({ value, label: term(terms, value) }));
  return options.length <= 4 && !optional ? (
    <Radio.Group {...given} options={options} />
  ) : (
    <Select {...given} allowClear={optional} options={options} />
  );
}
