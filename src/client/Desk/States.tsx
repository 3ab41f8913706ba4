import { Alert, Button, Empty, Spin } from "antd";
import type { ReactNode } from "react";
import { problemText } from "./problems";
import { useText } from "./text";

export function Loading() {
  const t = useText();
  return (
    <div className="state" role="status" aria-label={t("Desk:loading")}>
      <Spin />
    </div>
  );
}

export function Trouble({ problem, retry }: { problem: Error; retry?: () => unknown }) {
  const t = useText();
  return (
    <Alert
      type="error"
      showIcon
      title={t("Desk:problem.title")}
      description={problemText(t, problem)}
      action={retry && <Button onClick={() => retry()}>{t("Desk:do.retry")}</Button>}
    />
  );
}

export function Nothing({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <strong>{title}</strong>
          {hint && <div className="quiet">{hint}</div>}
        </>
      }
    >
      {children}
    </Empty>
  );
}
