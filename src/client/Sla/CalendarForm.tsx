import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { DayPicker } from "../Desk/DayPicker";
import { useText } from "../Desk/text";
import { useSending } from "../Desk/useSending";
import { weekdays } from "./CalendarCard";
import { FormFoot } from "./FormFoot";
import { SpecialDays } from "./SpecialDays";
import { WindowsInput } from "./WindowsInput";

type Calendar = Schemas["SlaCalendar"];

/** Sets when the company works; clocks already due at a time keep it until something happens to their activity. */
export function CalendarForm({ calendar, close }: { calendar: Omit<Calendar, "version">; close: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<Calendar>();
  const { refused, busy, submit } = useSending(form, async (values) => {
    const body = { ...values, source: values.source?.trim() || null, confirmedThrough: values.confirmedThrough ?? null };
    await answer(api.PUT("/api/v1/sla/calendars/{id}", { params: { path: { id: calendar.id } }, body: body as never }));
    await queries.invalidateQueries({ queryKey: ["calendars"] });
    close();
  });
  const { id: _, ...initial } = calendar;
  return (
    <Form
      form={form}
      className="card promise-form"
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={submit}
      scrollToFirstError
    >
      <h2>{t("Sla:calendar.edit")}</h2>
      <div className="two">
        <Form.Item name="name" label={t("Sla:calendar.name")}>
          <Input />
        </Form.Item>
        <Form.Item name="timeZone" label={t("Sla:calendar.timeZone")}>
          <Select showSearch options={Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: value }))} />
        </Form.Item>
      </div>
      <p className="quiet small">{t("Sla:calendar.hint")}</p>
      <div className="week-fields">
        {weekdays.map((day) => (
          <Form.Item key={day} name={["weekly", day]} label={t(`Sla:day.${day}`)}>
            <WindowsInput placeholder={t("Sla:day.off")} />
          </Form.Item>
        ))}
      </div>
      <SpecialDays />
      <div className="two">
        <Form.Item name="confirmedThrough" label={t("Sla:calendar.confirmed")} extra={t("Sla:calendar.confirmedHint")}>
          <DayPicker />
        </Form.Item>
        <Form.Item name="source" label={t("Sla:calendar.source")}>
          <Input />
        </Form.Item>
      </div>
      <FormFoot refused={refused} busy={busy} save={form.submit} close={close} />
    </Form>
  );
}
