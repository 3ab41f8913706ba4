import { Form, Input, Select, Switch } from "antd";
import { DayPicker } from "../Desk/DayPicker";
import { MomentPicker } from "../Desk/MomentPicker";
import { useKinds, useOutlets } from "../Desk/registers";
import { codesOf, type Terms, useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { KindInput } from "./KindInput";

/** The parts of the form for a new activity; each stands in the form around it. */
export function MatterInputs() {
  const t = useText();
  const required = [{ required: true, message: t("Desk:wrong.required") }];
  const resolveNow = Form.useWatch<boolean>("resolveNow");
  return (
    <section className="card">
      <div className="two">
        <Form.Item name="kind" label={t("Activities:field.kind")} rules={required}>
          <KindPicker />
        </Form.Item>
        <Form.Item name="channel" label={t("Activities:field.channel")}>
          <TermSelect terms="channel" except="import" />
        </Form.Item>
      </div>
      <Form.Item
        name="text"
        label={t("Activities:new.text")}
        rules={[{ required: true, whitespace: true, message: t("Desk:wrong.required") }]}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 5, maxRows: 16 }} maxLength={20000} />
      </Form.Item>
      <div className="two">
        <Form.Item name="subject" label={t("Activities:field.subject")}>
          <Input />
        </Form.Item>
        <Form.Item name="occurredAt" label={t("Activities:field.occurredAt")}>
          <MomentPicker placeholder={t("Activities:new.now")} />
        </Form.Item>
        <Form.Item name="priority" label={t("Activities:field.priority")}>
          <TermSelect terms="priority" />
        </Form.Item>
        <Form.Item name="outletId" label={t("Activities:field.outletId")}>
          <OutletPicker />
        </Form.Item>
        <Form.Item name="remedy" label={t("Activities:field.remedy")}>
          <Input />
        </Form.Item>
        <Form.Item name="externalId" label={t("Activities:field.externalId")}>
          <Input />
        </Form.Item>
      </div>
      <div className="two">
        <Form.Item name="resolveNow" label={t("Activities:new.resolveNow")} valuePropName="checked">
          <Switch />
        </Form.Item>
        {resolveNow && (
          <Form.Item name={["resolve", "outcome"]} label={t("Activities:field.outcome")} rules={required}>
            <Input />
          </Form.Item>
        )}
      </div>
    </section>
  );
}

/** The extra fields of the chosen kind. */
export function ExtraInputs() {
  const t = useText();
  const { find, nameOf } = useKinds();
  const kind = find(Form.useWatch<string>("kind") ?? "");
  if (!kind || kind.fields.length === 0) return null;
  return (
    <section className="card">
      <h2>{t("Activities:new.extra", { kind: nameOf(kind) })}</h2>
      <div className="two">
        {kind.fields.map((field) => (
          <Form.Item key={field.name} name={["fields", field.name]} label={nameOf(field)}>
            <KindInput field={field} />
          </Form.Item>
        ))}
      </div>
    </section>
  );
}

export function CustomerInputs() {
  const t = useText();
  return (
    <section className="card">
      <h2>{t("Activities:new.who")}</h2>
      {(["name", "phone", "email", "region", "address"] as const).map((name) => (
        <Form.Item key={name} name={["customer", name]} label={t(`Activities:field.customer.${name}`)}>
          <Input inputMode={name === "phone" ? "tel" : name === "email" ? "email" : "text"} autoComplete="off" />
        </Form.Item>
      ))}
    </section>
  );
}

export function ProductInputs() {
  const t = useText();
  return (
    <section className="card">
      <h2>{t("Activities:new.which")}</h2>
      <Form.Item name={["product", "model"]} label={t("Activities:field.product.model")}>
        <Input />
      </Form.Item>
      <Form.Item name={["product", "serialNo"]} label={t("Activities:field.product.serialNo")}>
        <Input />
      </Form.Item>
      <Form.Item name={["product", "purchasedAt"]} label={t("Activities:field.product.purchasedAt")}>
        <DayPicker />
      </Form.Item>
    </section>
  );
}

function KindPicker(given: { id?: string; value?: string; onChange?: (code: string) => void }) {
  const t = useText();
  const { kinds, nameOf } = useKinds();
  const groups = ([1, 2, 3, 4, 5, 6] as const).map((group) => ({
    label: t(`Activities:new.groups.${group}`),
    options: kinds.filter((it) => it.group === group).map((it) => ({ value: it.code, label: nameOf(it) })),
  }));
  return (
    <Select
      {...given}
      showSearch={{ optionFilterProp: "label" }}
      options={groups.filter((it) => it.options.length > 0)}
      listHeight={360}
    />
  );
}

function TermSelect({
  terms,
  except,
  ...given
}: {
  terms: Terms;
  except?: string;
  id?: string;
  value?: string;
  onChange?: (code: string) => void;
}) {
  const term = useTerm();
  const codes = codesOf(terms).filter((it) => it !== except);
  return <Select {...given} options={codes.map((value) => ({ value, label: term(terms, value) }))} />;
}

function OutletPicker(given: { id?: string; value?: string; onChange?: (id: string) => void }) {
  const { items } = useOutlets();
  return (
    <Select
      {...given}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      options={items.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
