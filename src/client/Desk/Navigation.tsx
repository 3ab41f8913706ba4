import {
  ApartmentOutlined,
  AuditOutlined,
  BookOutlined,
  DashboardOutlined,
  FileSearchOutlined,
  ImportOutlined,
  KeyOutlined,
  LockOutlined,
  LogoutOutlined,
  PlusOutlined,
  RiseOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  ShoppingOutlined,
  SolutionOutlined,
  TeamOutlined,
  ToolOutlined,
  TranslationOutlined,
  TrophyOutlined,
  UnorderedListOutlined,
  UserDeleteOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { NavLink, useNavigate } from "react-router";
import { answer, api } from "./api";
import { Brand } from "./Frame";
import { PasswordForm } from "./PasswordForm";
import { useSession } from "./session";
import { chooseLanguage, useLanguage, useText } from "./text";

export function Navigation() {
  const t = useText();
  const language = useLanguage();
  const { company, name, role, share, may } = useSession();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const signOut = async () => {
    await answer(api.DELETE("/api/v1/session"));
    location.assign("/sign-in");
  };
  return (
    <nav className="navigation" aria-label={t("Desk:navigation")}>
      <Brand />
      {may("handle") && (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/activities/new")} className="navigation-new">
          {t("Desk:new")} <kbd>n</kbd>
        </Button>
      )}
      <ul>
        <Go to="/activities" icon={<UnorderedListOutlined />} text={t("Desk:go.activities")} />
        {!share && <Go to="/dashboard" icon={<DashboardOutlined />} text={t("Desk:go.dashboard")} />}
        {may("transfer") && <Go to="/import" icon={<ImportOutlined />} text={t("Desk:go.import")} />}
        {may("evidence") && !share && <Go to="/certification" icon={<AuditOutlined />} text={t("Desk:go.certification")} />}
        {may("leaveFindings") && <Go to="/findings" icon={<FileSearchOutlined />} text={t("Desk:go.findings")} />}
        {may("evidence") && <Go to="/evidence" icon={<SafetyCertificateOutlined />} text={t("Desk:go.evidence")} />}
      </ul>
      <h2>{t("Registers:title")}</h2>
      <ul>
        <Go to="/registers/network" icon={<ToolOutlined />} text={t("Registers:room.network")} />
        <Go to="/registers/documents" icon={<BookOutlined />} text={t("Registers:room.documents")} />
        <Go to="/registers/customers" icon={<ShoppingOutlined />} text={t("Registers:room.customers")} />
        <Go to="/registers/improvement" icon={<RiseOutlined />} text={t("Registers:room.improvement")} />
        <Go to="/registers/certification" icon={<TrophyOutlined />} text={t("Registers:room.certification")} />
      </ul>
      {!share && (
        <>
          <h2>{t("Desk:go.settings")}</h2>
          <ul>
            <Go to="/promises" icon={<ScheduleOutlined />} text={t("Desk:go.promises")} />
            <Go to="/outlets" icon={<ApartmentOutlined />} text={t("Desk:go.outlets")} />
            <Go to="/people" icon={<TeamOutlined />} text={t("Desk:go.people")} />
            {may("administer") && <Go to="/shares" icon={<SolutionOutlined />} text={t("Desk:go.shares")} />}
            {may("administer") && <Go to="/erasures" icon={<UserDeleteOutlined />} text={t("Desk:go.erasures")} />}
            {may("administer") && <Go to="/tokens" icon={<KeyOutlined />} text={t("Desk:go.tokens")} />}
          </ul>
        </>
      )}
      <footer>
        <div className="who">
          <strong>{name}</strong>
          <span className="quiet">
            {t(`Desk:role.${role}`)} · {company}
          </span>
        </div>
        <Button
          type="text"
          size="small"
          icon={<TranslationOutlined />}
          aria-label={t("Desk:language")}
          onClick={() => chooseLanguage(language === "en" ? "zh-CN" : "en")}
        >
          {language === "en" ? "中文" : "English"}
        </Button>
        <Button type="text" size="small" icon={<LockOutlined />} onClick={() => setChanging(true)}>
          {t("Desk:password.change")}
        </Button>
        <Button type="text" size="small" icon={<LogoutOutlined />} onClick={signOut}>
          {t("Desk:signOut")}
        </Button>
      </footer>
      {changing && <PasswordForm close={() => setChanging(false)} />}
    </nav>
  );
}

function Go({ to, icon, text }: { to: string; icon: ReactNode; text: string }) {
  return (
    <li>
      <NavLink to={to}>
        {icon}
        {text}
      </NavLink>
    </li>
  );
}
