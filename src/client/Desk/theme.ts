import type { ThemeConfig } from "antd";

/** The same colours stand as custom properties in desk.css. */
export const theme: ThemeConfig = {
  cssVar: { key: "st" },
  token: {
    colorPrimary: "#0e5a63",
    colorInfo: "#0e5a63",
    colorLink: "#0e5a63",
    colorSuccess: "#2b7a4b",
    colorWarning: "#a86400",
    colorError: "#b3261e",
    colorTextBase: "#17262a",
    colorBgLayout: "#f3f5f4",
    colorBorder: "#cfd7d5",
    colorBorderSecondary: "#e3e8e6",
    colorInfoBg: "#edf4f4",
    colorInfoBorder: "#c4dbdc",
    colorWarningBg: "#fcf5e6",
    colorWarningBorder: "#eed9ab",
    colorErrorBg: "#fcf0ee",
    colorErrorBorder: "#efc9c5",
    colorSuccessBg: "#eaf5ee",
    colorSuccessBorder: "#bfdcc9",
    borderRadius: 6,
    fontFamily:
      'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    // Who asked the machine for less movement gets none.
    motion: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    motionDurationMid: "0.12s",
    motionDurationSlow: "0.16s",
  },
  components: {
    Table: { cellPaddingBlock: 9, headerBg: "#f8faf9", headerColor: "#52666a", headerSplitColor: "transparent" },
    Form: { itemMarginBottom: 14, verticalLabelPadding: "0 0 4px" },
  },
};
