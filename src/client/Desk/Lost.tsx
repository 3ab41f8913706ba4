import { Button, Result } from "antd";
import { useText } from "./text";

/** For an address that leads nowhere, and for a part of the desk that could not be loaded. */
export function Lost() {
  const t = useText();
  return (
    <Result
      status="404"
      title={t("Desk:lost")}
      extra={
        <Button type="primary" href="/">
          {t("Desk:go.activities")}
        </Button>
      }
    />
  );
}
