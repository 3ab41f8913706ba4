import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useKinds, useOutlets } from "../Desk/registers";
import { codesOf, useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { TargetInput } from "./TargetInput";
import { useCalendars } from "./useCalendars";

interface Props {
  at: number;
  remove: () => void;
  /** Undefined for the first, as down is for the last. */
  up?: () => void;
  down?: () => void;
}

/** One rule: what it is called, what it is for, what it promises, and its place among the others. */
export function RuleFields({ at, remove, up, down }: Props) {
  const t = useText();
  return (
    <li className="rule-fields">
      <div className="rule-head">
        <span className="rule-number">{at + 1}</span>
        <Form.Item name={[at, "name"]} label={t("Sla:policy.rule")}>
          <Input />
        </Form.Item>
        <Form.Item name={[at, "targets", "response"]} label={t("Activities:term.target.response")}>
          <TargetInput />
        </Form.Item>
        <Form.Item name={[at, "targets", "resolution"]} label={t("Activities:term.target.resolution")}>
          <TargetInput />
        </Form.Item>
        <div className="rule-moves">
          <Button type="text" icon={<ArrowUpOutlined />} aria-label={t("Sla:policy.up")} disabled={!up} onClick={up} />
          <Button type="text" icon={<ArrowDownOutlined />} aria-label={t("Sla:policy.down")} disabled={!down} onClick={down} />
          <Button type="text" danger icon={<DeleteOutlined />} aria-label={t("Sla:policy.remove")} onClick={remove} />
        </div>
      </div>
      <Conditions at={at} />
    </li>
  );
}

/** What an activity must be for the rule to apply; left empty, it may be anything. */
function Conditions({ at }: { at: number }) {
  const t = useText();
  const term = useTerm();
  const { kinds, nameOf } = useKinds();
  const outlets = useOutlets();
  const calendars = useCalendars().data?.items ?? [];
  const terms = (group: "priority" | "severity" | "channel") =>
    codesOf(group).map((value) => ({ value, label: term(group, value) }));
  const conditions = [
    ["kinds", t("Activities:field.kind"), kinds.map((it) => ({ value: it.code, label: nameOf(it) }))],
    ["priorities", t("Activities:field.priority"), terms("priority")],
    ["severities", t("Activities:field.severity"), terms("severity")],
    ["channels", t("Activities:field.channel"), terms("channel")],
    ["outlets", t("Activities:field.outletId"), outlets.items.map(({ id, name }) => ({ value: id, label: name }))],
  ] as const;
  return (
    <div className="rule-conditions">
      {conditions.map(([name, label, options]) => (
        <Form.Item key={name} name={[at, name]}>
          <Select
            mode="multiple"
            allowClear
            maxTagCount="responsive"
            placeholder={label}
            aria-label={label}
            popupMatchSelectWidth={false}
            showSearch={{ optionFilterProp: "label" }}
            options={[...options]}
          />
        </Form.Item>
      ))}
      {calendars.length > 1 && (
        <Form.Item name={[at, "calendarId"]}>
          <Select
            allowClear
            placeholder={t("Sla:policy.calendar")}
            aria-label={t("Sla:policy.calendar")}
            popupMatchSelectWidth={false}
            options={calendars.map(({ id, name }) => ({ value: id, label: name || id }))}
          />
        </Form.Item>
      )}
    </div>
  );
}
