import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { chooseLanguage, useLanguage, useText } from "../Desk/text";
import { nextPage, post, type Refused } from "./post";

/** Signs in; on a server without a company it founds the first one. Stands alone, so that it is there at once. */
export function SignInPage() {
  const [first, setFirst] = useState(false);
  const t = useText();
  const language = useLanguage();
  useEffect(() => {
    fetch("/api/v1/tenants/first")
      .then((response) => response.json())
      .then((it: { needed: boolean }) => setFirst(it.needed))
      .catch(() => {});
  }, []);
  const title = t(first ? "SignIn:first.title" : "SignIn:title");
  useEffect(() => {
    document.title = `${title} · ServiceTrack`;
  }, [title]);
  return (
    <main>
      <header>
        <img src="/favicon.svg" alt="" width={36} height={36} />
        <div>
          <strong>ServiceTrack</strong>
          <span>{t("SignIn:claim")}</span>
        </div>
        <button type="button" className="language" onClick={() => chooseLanguage(language === "en" ? "zh-CN" : "en")}>
          {t("SignIn:language")}
        </button>
      </header>
      <h1>{title}</h1>
      {first && <p>{t("SignIn:first.hint")}</p>}
      {first ? <FirstCompany /> : <Login />}
    </main>
  );
}

function Login() {
  const t = useText();
  return (
    <Form submit={t("SignIn:submit")} send={(form) => post("/api/v1/session", form)}>
      {(refused) => (
        <>
          <Field name="login" label={t("SignIn:login")} autoComplete="username" refused={refused} />
          <Field name="password" label={t("SignIn:password")} type="password" autoComplete="current-password" refused={refused} />
        </>
      )}
    </Form>
  );
}

function FirstCompany() {
  const t = useText();
  const found = async (form: Record<string, string>) =>
    (await post("/api/v1/tenants/first", form)) ??
    post("/api/v1/session", { login: form.email ?? "", password: form.password ?? "" });
  return (
    <Form submit={t("SignIn:first.submit")} send={found}>
      {(refused) => (
        <>
          <Field name="company" label={t("SignIn:first.company")} autoComplete="organization" refused={refused} />
          <Field name="name" label={t("SignIn:first.name")} autoComplete="name" refused={refused} />
          <Field name="email" label={t("SignIn:first.email")} type="email" autoComplete="username" refused={refused} />
          <Field
            name="password"
            label={t("SignIn:first.password")}
            type="password"
            autoComplete="new-password"
            refused={refused}
          />
        </>
      )}
    </Form>
  );
}

function Form(props: {
  submit: string;
  send: (form: Record<string, string>) => Promise<Refused | null>;
  children: (refused: Refused | null) => ReactNode;
}) {
  const t = useText();
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setBusy(true);
    const answer = await props.send(form);
    if (answer) {
      setRefused(answer);
      setBusy(false);
    } else location.assign(nextPage(location.search));
  };
  return (
    <form onSubmit={submit}>
      {props.children(refused)}
      {refused?.whole && <p role="alert">{t(`SignIn:${refused.whole}`)}</p>}
      <button type="submit" disabled={busy}>
        {props.submit}
      </button>
    </form>
  );
}

function Field({
  name,
  label,
  refused,
  ...rest
}: {
  name: string;
  label: string;
  type?: string;
  autoComplete: string;
  refused: Refused | null;
}) {
  const t = useText();
  const wrong = refused?.fields[name];
  return (
    <label>
      {label}
      <input name={name} required aria-invalid={Boolean(wrong)} {...rest} />
      {wrong && <em role="alert">{t(`SignIn:${wrong}`)}</em>}
    </label>
  );
}
