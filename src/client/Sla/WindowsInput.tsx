import { Select } from "antd";
import { windowOf } from "./windows";

const usual = ["09:00-12:00", "13:30-18:00", "09:00-18:00", "00:00-24:00"];

/** The working hours of one day; several windows, each typed or picked. */
export function WindowsInput({
  placeholder,
  value,
  onChange,
  ...given
}: {
  placeholder: string;
  "aria-label"?: string;
  id?: string;
  value?: string[];
  onChange?: (windows: string[]) => void;
}) {
  return (
    <Select
      {...given}
      mode="tags"
      placeholder={placeholder}
      tokenSeparators={[",", "，", "、", " "]}
      options={usual.map((value) => ({ value, label: value }))}
      value={value}
      onChange={(windows: string[]) => onChange?.([...new Set(windows.map(windowOf))].sort())}
    />
  );
}
