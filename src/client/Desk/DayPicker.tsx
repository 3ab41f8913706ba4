import { DatePicker } from "antd";
import dayjs from "dayjs";

interface Props {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
}

/** A date as yyyy-MM-dd. */
export function DayPicker({ id, value, onChange }: Props) {
  return (
    <DatePicker
      id={id}
      style={{ width: "100%" }}
      value={value ? dayjs(value) : null}
      onChange={(picked) => onChange?.(picked?.format("YYYY-MM-DD"))}
    />
  );
}
