import { Modal } from "antd";
import { useLayoutEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useText } from "./text";

/** Keys that work on every page; a list adds j, k and Enter of its own (useListKeys). */
export function Keys() {
  const t = useText();
  const [shown, setShown] = useState(false);
  const navigate = useNavigate();
  useKeys({
    "?": () => setShown(true),
    n: () => navigate("/activities/new"),
    a: () => navigate("/activities?status=open&sort=dueAt"),
    d: () => navigate("/dashboard"),
    "/": () => {
      const box = document.querySelector<HTMLInputElement>("input[type=search]");
      if (box) box.focus();
      else navigate("/activities", { state: { search: true } });
    },
  });
  const keys = [
    ["/", t("Desk:keys.search")],
    ["n", t("Desk:keys.new")],
    ["j", t("Desk:keys.next")],
    ["k", t("Desk:keys.previous")],
    ["Enter", t("Desk:keys.enter")],
    ["a", t("Desk:keys.list")],
    ["d", t("Desk:keys.dashboard")],
    ["?", t("Desk:keys.help")],
    ["Esc", t("Desk:keys.close")],
  ] as const;
  return (
    <Modal title={t("Desk:keys.title")} open={shown} onCancel={() => setShown(false)} footer={null} width={380}>
      <dl className="keys">
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

/** Single keys, wherever nobody is typing and no dialog is open. */
export function useKeys(keys: Record<string, () => void>): void {
  // Before the eye sees a row chosen, Enter must know of it.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const at = event.target as HTMLElement;
      if (at.closest("input, textarea, select, [contenteditable=true], [role=dialog], [role=combobox]")) return;
      if (document.querySelector(".ant-modal-wrap:not([style*='display: none'])")) return;
      // Enter belongs to the link or button that has the focus.
      if (event.key === "Enter" && at.closest("a, button, summary")) return;
      const run = keys[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}
