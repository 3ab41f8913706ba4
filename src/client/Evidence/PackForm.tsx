import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Select, Switch } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { inLanguage } from "../Certification/names";
import { answer, api, type Schemas } from "../Desk/api";
import { useOutlets } from "../Desk/registers";
import { Loading } from "../Desk/States";
import { useSession } from "../Desk/session";
import { useLanguage, useText } from "../Desk/text";
import { useSending } from "../Desk/useSending";
import { usePeriodText } from "./period";

interface Asked {
  period: [Dayjs, Dayjs];
  schemeId?: string;
  outletIds?: string[];
  previousPackId?: string;
  unmask?: { open?: boolean; reason?: string };
}

/** Asks for a pack of a period; the last day named is in it. */
export function PackForm({ earlier }: { earlier: Schemas["EvidencePackView"][] }) {
  const t = useText();
  const { may } = useSession();
  const period = usePeriodText();
  const language = useLanguage();
  const outlets = useOutlets();
  const schemes = useQuery({ queryKey: ["schemes"], queryFn: () => answer(api.GET("/api/v1/schemes")) });
  const queries = useQueryClient();
  const [form] = Form.useForm<Asked>();
  const open = Form.useWatch(["unmask", "open"], form);
  const { refused, busy, submit } = useSending(form, async (asked) => {
    await answer(api.POST("/api/v1/evidence-packs", { body: bodyOf(asked) }));
    await queries.invalidateQueries({ queryKey: ["packs"] });
  });
  const today = dayjs();
  const presets = ([1, 3, 6, 12] as const).map((months) => ({
    label: t("Evidence:months", { count: months }),
    value: [today.subtract(months, "month").add(1, "day"), today] as [Dayjs, Dayjs],
  }));
  // Fields that came later would move the button away from under the pointer, and the click be lost.
  if (outlets.isPending || schemes.isPending) return <Loading />;
  return (
    <Form
      form={form}
      className="card"
      layout="vertical"
      requiredMark={false}
      onFinish={submit}
      initialValues={{ period: presets[0]?.value }}
    >
      <h2>{t("Evidence:make")}</h2>
      <p className="quiet small">{t("Evidence:what")}</p>
      <Form.Item name="period" label={t("Evidence:period")} rules={[{ required: true, message: t("Desk:wrong.required") }]}>
        <DatePicker.RangePicker presets={presets} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="schemeId" label={t("Evidence:scheme")} extra={t("Evidence:schemeHint")}>
        <Select allowClear options={schemes.data?.items.map((it) => ({ value: it.id, label: inLanguage(language, it.name) }))} />
      </Form.Item>
      {outlets.items.length > 1 && (
        <Form.Item name="outletIds" label={t("Evidence:outlets")} extra={t("Evidence:outletsHint")}>
          <Select
            mode="multiple"
            allowClear
            placeholder={t("Evidence:allOutlets")}
            optionFilterProp="label"
            options={outlets.items.map((it) => ({ value: it.id, label: it.name }))}
          />
        </Form.Item>
      )}
      {earlier.length > 0 && (
        <Form.Item name="previousPackId" label={t("Evidence:previous")}>
          <Select allowClear options={earlier.map((it) => ({ value: it.id, label: period(it) }))} />
        </Form.Item>
      )}
      {may("seePersonal") && (
        <Form.Item name={["unmask", "open"]} label={t("Evidence:unmask")} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
      {open && (
        <Form.Item
          name={["unmask", "reason"]}
          label={t("Evidence:reason")}
          rules={[{ required: true, message: t("Desk:wrong.required") }]}
        >
          <Input />
        </Form.Item>
      )}
      {refused}
      {/* No submit button: Enter, which ends a date, would send the form half filled. */}
      <Button type="primary" onClick={form.submit} loading={busy} block>
        {t("Evidence:submit")}
      </Button>
    </Form>
  );
}

function bodyOf({ period: [first, last], schemeId, outletIds, previousPackId, unmask }: Asked): Schemas["EvidencePackRequest"] {
  return {
    from: first.format("YYYY-MM-DD"),
    to: last.add(1, "day").format("YYYY-MM-DD"),
    schemeId: schemeId ?? null,
    outletIds: outletIds ?? [],
    previousPackId: previousPackId ?? null,
    unmask: unmask?.open ? { reason: unmask.reason ?? "" } : null,
  };
}
