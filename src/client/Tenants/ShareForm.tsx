import { useQuery, useQueryClient } from "@tanstack/react-query";
import { DatePicker, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { inLanguage } from "../Certification/names";
import { useScheme } from "../Certification/schemes";
import { answer, api, type Schemas } from "../Desk/api";
import { DayPicker } from "../Desk/DayPicker";
import { FormDialog } from "../Desk/FormDialog";
import { useOutlets } from "../Desk/registers";
import { useLanguage, useText } from "../Desk/text";

interface Asked {
  email: string;
  name: string;
  scheme: string;
  clauses: string[];
  outlets?: string[];
  period: [Dayjs, Dayjs];
  validUntil: string;
  packs?: string[];
  reason: string;
}

/** Lets an auditor see the records of some clauses for a while; the last day named is in the period. */
export function ShareForm({ made, close }: { made: (share: Schemas["NewShareView"]) => void; close: () => void }) {
  const t = useText();
  const language = useLanguage();
  const queries = useQueryClient();
  const outlets = useOutlets();
  const schemes = useQuery({ queryKey: ["schemes"], queryFn: () => answer(api.GET("/api/v1/schemes")) });
  const packs = useQuery({ queryKey: ["packs"], queryFn: () => answer(api.GET("/api/v1/evidence-packs")) });
  const send = async ({ period: [first, last], ...asked }: Asked) => {
    const body = {
      ...asked,
      from: first.format("YYYY-MM-DD"),
      to: last.add(1, "day").format("YYYY-MM-DD"),
      outlets: asked.outlets ?? null,
      packs: asked.packs ?? null,
    };
    made(await answer(api.POST("/api/v1/shares", { body })));
    await queries.invalidateQueries({ queryKey: ["shares"] });
  };
  const required = [{ required: true, message: t("Desk:wrong.required") }];
  const today = dayjs();
  return (
    <FormDialog<Asked>
      title={t("Tenants:share.add")}
      verb={t("Tenants:share.add")}
      initial={{ scheme: "gbt27922-2011", period: [today.subtract(1, "year").add(1, "day"), today] }}
      send={send}
      close={close}
    >
      <div className="two">
        <Form.Item name="name" label={t("Tenants:person.name")} rules={required}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={t("Tenants:person.email")} rules={required}>
          <Input inputMode="email" autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="scheme" label={t("Certification:scheme")} rules={required}>
        <Select options={schemes.data?.items.map((it) => ({ value: it.id, label: inLanguage(language, it.name) }))} />
      </Form.Item>
      <Clauses />
      <Form.Item name="outlets" label={t("Tenants:person.outlets")}>
        <Select
          mode="multiple"
          placeholder={t("Tenants:person.allOutlets")}
          showSearch={{ optionFilterProp: "label" }}
          options={outlets.items.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="period" label={t("Tenants:share.window")} rules={required}>
        <DatePicker.RangePicker style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="validUntil" label={t("Tenants:person.validUntil")} extra={t("Tenants:share.most")} rules={required}>
        <DayPicker />
      </Form.Item>
      <Form.Item name="packs" label={t("Tenants:share.packs")}>
        <Select
          mode="multiple"
          options={packs.data?.items
            .filter((it) => it.status === "completed")
            .map((it) => ({ value: it.id, label: `${it.from.slice(0, 10)} – ${it.to.slice(0, 10)}` }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={t("Tenants:share.reason")} rules={required}>
        <Input />
      </Form.Item>
    </FormDialog>
  );
}

function Clauses() {
  const t = useText();
  const language = useLanguage();
  const id: string | undefined = Form.useWatch("scheme");
  const { data } = useScheme(id);
  return (
    <Form.Item
      name="clauses"
      label={t("Tenants:share.clauses")}
      extra={t("Tenants:share.clausesHint")}
      rules={[{ required: true, message: t("Desk:wrong.required") }]}
    >
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: "label" }}
        options={(data?.scheme.clauses ?? []).map((it) => ({ value: it.id, label: `${it.id} ${inLanguage(language, it.name)}` }))}
      />
    </Form.Item>
  );
}
