import { DeleteOutlined } from "@ant-design/icons";
import { Button, DatePicker, Form } from "antd";
import type { Dayjs } from "dayjs";
import { DayPicker } from "../Desk/DayPicker";
import { useText } from "../Desk/text";
import { WindowsInput } from "./WindowsInput";
import { datesBetween } from "./windows";

interface Special {
  date: string;
  windows: string[];
}

const oneDay = (day: Dayjs) => day.format("YYYY-MM-DD");

/** The dates that do not follow the week: holidays, days worked instead, days of other hours. */
export function SpecialDays() {
  const t = useText();
  const form = Form.useFormInstance();
  const put = (dates: string[], windows: string[]) => {
    const others = ((form.getFieldValue("exceptions") ?? []) as Special[]).filter((it) => !dates.includes(it.date));
    const all = [...others, ...dates.map((date) => ({ date, windows }))];
    form.setFieldValue(
      "exceptions",
      all.toSorted((a, b) => a.date.localeCompare(b.date)),
    );
  };
  return (
    <Form.Item label={t("Sla:calendar.special")}>
      <div className="row special-add">
        <DatePicker.RangePicker
          value={null}
          placeholder={[t("Sla:calendar.addHoliday"), t("Sla:calendar.lastDay")]}
          onChange={(days) => days?.[0] && days[1] && put(datesBetween(oneDay(days[0]), oneDay(days[1])), [])}
        />
        <DatePicker
          value={null}
          placeholder={t("Sla:calendar.addMakeUp")}
          onChange={(day) => day && put([oneDay(day)], (form.getFieldValue(["weekly", "mon"]) ?? []) as string[])}
        />
      </div>
      <Form.List name="exceptions">
        {(fields, { remove }) => (
          <ul className="special-days">
            {fields.map(({ key, name }) => (
              <li key={key}>
                <Form.Item name={[name, "date"]}>
                  <DayPicker />
                </Form.Item>
                <Form.Item name={[name, "windows"]}>
                  <WindowsInput aria-label={t("Sla:calendar.hours")} placeholder={t("Sla:day.off")} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t("Sla:calendar.remove")}
                  onClick={() => remove(name)}
                />
              </li>
            ))}
          </ul>
        )}
      </Form.List>
    </Form.Item>
  );
}
