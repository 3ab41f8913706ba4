import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useSession } from "./session";
import { instantOf, wallOf } from "./times";

interface Props {
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
  placeholder?: string;
}

/** A moment as ISO 8601, picked by the company's clocks wherever the browser stands. */
export function MomentPicker({ id, value, onChange, placeholder }: Props) {
  const { timeZone } = useSession();
  const wall = value ? wallOf(new Date(value), timeZone) : undefined;
  return (
    <DatePicker
      id={id}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      style={{ width: "100%" }}
      placeholder={placeholder}
      value={wall ? dayjs(new Date(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute)) : null}
      onChange={(picked) =>
        onChange?.(
          picked
            ? instantOf(
                {
                  year: picked.year(),
                  month: picked.month() + 1,
                  day: picked.date(),
                  hour: picked.hour(),
                  minute: picked.minute(),
                },
                timeZone,
              ).toISOString()
            : undefined,
        )
      }
    />
  );
}
