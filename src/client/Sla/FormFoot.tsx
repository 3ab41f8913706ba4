import { Button } from "antd";
import type { ReactNode } from "react";
import { useText } from "../Desk/text";

interface Props {
  refused: ReactNode;
  busy: boolean;
  save: () => void;
  close: () => void;
}

/** The end of a form that is edited in its place: what was refused, save, and leave it as it was. */
export function FormFoot({ refused, busy, save, close }: Props) {
  const t = useText();
  return (
    <>
      {refused}
      <div className="row form-foot">
        {/* No submit button: Enter, which ends a date or a choice, would save what is half done. */}
        <Button type="primary" onClick={save} loading={busy}>
          {t("Desk:do.save")}
        </Button>
        <Button onClick={close}>{t("Desk:do.cancel")}</Button>
      </div>
    </>
  );
}
