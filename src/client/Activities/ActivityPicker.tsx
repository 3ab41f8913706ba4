import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { answer, api } from "../Desk/api";
import { useKinds } from "../Desk/registers";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { timeText } from "../Desk/times";
import { useTitle } from "./Marks";

/** Finds another activity by what is said in it, or by whom. */
export function ActivityPicker({
  except,
  ...given
}: {
  except: string;
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
}) {
  const t = useText();
  const { timeZone } = useSession();
  const { name: kindName } = useKinds();
  const title = useTitle();
  const [q, setQ] = useState("");
  const search = useDeferredValue(q.trim());
  const { data, isFetching } = useQuery({
    queryKey: ["activities", "pick", search],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/activities", { params: { query: { q: search || undefined, limit: "20" } }, signal })),
    placeholderData: (before) => before,
  });
  const options = (data?.items ?? [])
    .filter((it) => it.id !== except)
    .map((it) => ({
      value: it.id,
      label: [kindName(it.kind), title(it), it.customer?.name, timeText(t, it.occurredAt, timeZone, new Date())]
        .filter(Boolean)
        .join(" · "),
    }));
  return (
    <Select
      {...given}
      showSearch={{ onSearch: setQ, filterOption: false }}
      loading={isFetching}
      placeholder={t("Activities:detail.pickActivity")}
      options={options}
    />
  );
}
