import { Form, Input, Select } from "antd";
import { useState } from "react";
import { DayPicker } from "../Desk/DayPicker";
import { useKinds, useOutlets } from "../Desk/registers";
import { codesOf, useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { KindInput } from "./KindInput";
import type { Activity } from "./Marks";

const own = [
  "text",
  "subject",
  "outletId",
  "priority",
  "remedy",
  "customer.name",
  "customer.phone",
  "customer.email",
  "customer.region",
  "customer.address",
  "product.model",
  "product.serialNo",
  "product.purchasedAt",
] as const;

type Own = (typeof own)[number];

/** Chooses what to put right; only what is chosen is asked for and sent. A form's names are the fields' paths in one piece. */
export function AmendFields({ activity, wanted = [] }: { activity: Activity; wanted?: string[] }) {
  const t = useText();
  const { find, nameOf } = useKinds();
  const definitions = find(activity.kind)?.fields ?? [];
  const [chosen, setChosen] = useState<string[]>(wanted);
  const options = [
    ...definitions.map((it) => ({ value: it.name, label: nameOf(it) })),
    ...own.map((value) => ({ value, label: t(`Activities:field.${value}`) })),
  ];
  return (
    <>
      <Form.Item label={t("Activities:detail.chooseFields")} required>
        <Select
          mode="multiple"
          value={chosen}
          onChange={setChosen}
          options={options}
          showSearch={{ optionFilterProp: "label" }}
        />
      </Form.Item>
      {chosen.map((name) => {
        const definition = definitions.find((it) => it.name === name);
        const label = definition ? nameOf(definition) : t(`Activities:field.${name as Own}`);
        return (
          <Form.Item
            key={name}
            name={["fields", name]}
            label={label}
            initialValue={present(activity, name)}
            rules={[{ required: true, message: t("Desk:wrong.required") }]}
          >
            {definition ? <KindInput field={definition} /> : <OwnInput name={name as Own} />}
          </Form.Item>
        );
      })}
      <Form.Item
        name="reason"
        label={t("Activities:field.reason")}
        rules={[{ required: true, message: t("Desk:wrong.required") }]}
      >
        <Input />
      </Form.Item>
    </>
  );
}

function OwnInput({ name, ...given }: { name: Own; value?: never; onChange?: never }) {
  const outlets = useOutlets();
  const term = useTerm();
  if (name === "text") return <Input.TextArea {...given} autoSize={{ minRows: 3 }} />;
  if (name === "product.purchasedAt") return <DayPicker {...given} />;
  if (name === "priority")
    return <Select {...given} options={codesOf("priority").map((value) => ({ value, label: term("priority", value) }))} />;
  if (name === "outletId")
    return <Select {...given} options={outlets.items.map(({ id, name }) => ({ value: id, label: name }))} />;
  return <Input {...given} />;
}

function present(activity: Activity, path: string): unknown {
  const extra = activity.fields as Record<string, unknown>;
  if (path in extra) return extra[path];
  return (
    path.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown> | null | undefined)?.[part], activity) ??
    undefined
  );
}

/** The request: of what was asked for, what differs from what stands. */
export function amendment(activity: Activity, values: Record<string, unknown>) {
  const given = (values.fields ?? {}) as Record<string, unknown>;
  const fields = Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== present(activity, name)));
  return { fields, reason: values.reason };
}
