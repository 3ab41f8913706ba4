import { useCallback, useMemo } from "react";
import { useNavigate } from "react-router";
import { pageOf } from "../Activities/filter";
import { useText } from "../Desk/text";
import { Chart } from "./Chart";
import type { Snapshot } from "./feed";

/** What came in by the hour; a bar opens its list. */
export function Hours({ items }: { items: Snapshot["series"][number]["items"] }) {
  const t = useText();
  const navigate = useNavigate();
  const options = useMemo(
    () => ({
      grid: { left: 4, right: 8, top: 12, bottom: 2, outerBoundsMode: "same" as const, outerBoundsContain: "axisLabel" as const },
      tooltip: { trigger: "axis" as const, axisPointer: { type: "shadow" as const } },
      xAxis: {
        type: "category" as const,
        data: items.map((it) => it.key.slice(11, 16)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: "#cfd7d5" } },
        axisLabel: { color: "#5b6d70", interval: 2 },
      },
      yAxis: {
        type: "value" as const,
        minInterval: 1,
        splitLine: { lineStyle: { color: "#eef1f0" } },
        axisLabel: { color: "#5b6d70" },
      },
      series: [
        {
          type: "bar" as const,
          name: t("Dashboard:received"),
          data: items.map((it) => it.value),
          barMaxWidth: 22,
          itemStyle: { color: "#2f7d80", borderRadius: [3, 3, 0, 0] as number[] },
          cursor: "pointer",
        },
      ],
    }),
    [items, t],
  );
  const open = useCallback(
    (at: number) => {
      const item = items[at];
      if (item) navigate(pageOf(item.list));
    },
    [items, navigate],
  );
  return (
    <section className="card">
      <h2>{t("Dashboard:hoursOfToday")}</h2>
      <Chart
        options={options}
        label={`${t("Dashboard:hoursOfToday")}: ${items
          .filter((it) => it.value > 0)
          .map((it) => `${it.key.slice(11, 16)} ${it.value}`)
          .join(", ")}`}
        onPick={open}
      />
    </section>
  );
}
