import { type DragEvent, useState } from "react";
import { chooseLanguage, useLanguage, useText } from "../Desk/text";
import { Result } from "./Result";
import { type Expected, type Verdict, verify } from "./verify";

type State = { busy: number } | { verdict: Verdict; name: string } | { broken: string } | null;

/** Checks a dropped pack in this browser. Nothing is sent anywhere. */
export function VerifyPage() {
  const t = useText();
  const language = useLanguage();
  const [expected, setExpected] = useState<Expected>({});
  const [state, setState] = useState<State>(null);
  const check = async (pack: File | undefined) => {
    if (!pack) return;
    setState({ busy: 0 });
    try {
      setState({ verdict: await verify(pack, expected, (busy) => setState({ busy })), name: pack.name });
    } catch (e) {
      setState({ broken: String(e) });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void check(event.dataTransfer.files[0]);
  };
  const texts = async (files: FileList | null) =>
    setExpected({ ...expected, received: await Promise.all(Array.from(files ?? [], (it) => it.text())) });
  return (
    <main>
      <header>
        <div>
          <strong>ServiceTrack</strong>
          <span>{t("Verify:title")}</span>
        </div>
        <button type="button" onClick={() => chooseLanguage(language === "en" ? "zh-CN" : "en")}>
          {t("Verify:language")}
        </button>
      </header>
      <p className="quiet">{t("Verify:hint")}</p>
      {!crypto.subtle && <p role="alert">{t("Verify:noCrypto")}</p>}
      <section className="expected">
        <label>
          {t("Verify:key")}
          <input
            spellCheck={false}
            autoComplete="off"
            placeholder={t("Verify:keyHint")}
            onChange={({ target }) => setExpected({ ...expected, key: target.value.trim() || undefined })}
          />
        </label>
        <label>
          {t("Verify:previous")}
          <input type="file" accept=".zip" onChange={({ target }) => setExpected({ ...expected, previous: target.files?.[0] })} />
        </label>
        <label>
          {t("Verify:received")}
          <input type="file" multiple accept=".txt,.eml" onChange={({ target }) => void texts(target.files)} />
        </label>
      </section>
      <label className="drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        {t("Verify:drop")}
        <input type="file" accept=".zip" disabled={!crypto.subtle} onChange={({ target }) => void check(target.files?.[0])} />
      </label>
      <div aria-live="polite">
        {state && "busy" in state && <progress value={state.busy} aria-label={t("Verify:busy")} />}
        {state && "broken" in state && <p role="alert">{t("Verify:broken", { what: state.broken })}</p>}
        {state && "verdict" in state && <Result verdict={state.verdict} name={state.name} />}
      </div>
      {location.protocol !== "file:" && (
        <p className="quiet">
          <a href="/servicetrack-verify.html" download>
            {t("Verify:save")}
          </a>{" "}
          {t("Verify:saveHint")}
        </p>
      )}
    </main>
  );
}
