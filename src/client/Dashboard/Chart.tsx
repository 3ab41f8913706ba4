import { BarChart, type BarSeriesOption } from "echarts/charts";
import { GridComponent, type GridComponentOption, TooltipComponent, type TooltipComponentOption } from "echarts/components";
import { type ComposeOption, type ECharts, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

use([BarChart, GridComponent, TooltipComponent, CanvasRenderer]);

type Options = ComposeOption<BarSeriesOption | GridComponentOption | TooltipComponentOption>;

/** A chart as wide as its place. Who cannot see it is told the label. */
export function Chart({ options, label, onPick }: { options: Options; label: string; onPick: (index: number) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  useEffect(() => {
    if (!place.current) return;
    const made = init(place.current);
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => chart.current?.setOption({ animation: false, ...options }), [options]);
  useEffect(() => {
    const pick = ({ dataIndex }: { dataIndex: number }) => onPick(dataIndex);
    chart.current?.on("click", pick);
    return () => {
      chart.current?.off("click", pick);
    };
  }, [onPick]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}
