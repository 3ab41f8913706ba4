import { MenuOutlined } from "@ant-design/icons";
import { Button, Drawer } from "antd";
import { useEffect, useState } from "react";
import { Outlet, useLocation, useNavigation } from "react-router";
import { Keys } from "./Keys";
import { Navigation } from "./Navigation";
import { Loading } from "./States";
import { SignedIn } from "./session";
import { useText } from "./text";

/** What stands around every page. */
export function Frame() {
  return (
    <SignedIn>
      <Around />
    </SignedIn>
  );
}

function Around() {
  const t = useText();
  const { pathname } = useLocation();
  const { state, location = { pathname } } = useNavigation();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes because the page changed
  useEffect(() => setOpen(false), [pathname]);
  return (
    <div className="frame">
      <a className="skip" href="#page">
        {t("Desk:skip")}
      </a>
      <aside className="side">
        <Navigation />
      </aside>
      <header className="top">
        <Button type="text" icon={<MenuOutlined />} aria-label={t("Desk:menu")} onClick={() => setOpen(true)} />
        <Brand />
      </header>
      <Drawer
        placement="left"
        size={260}
        open={open}
        onClose={() => setOpen(false)}
        title={<Brand />}
        styles={{ body: { padding: 0 } }}
      >
        <Navigation />
      </Drawer>
      <main id="page" className="page" tabIndex={-1}>
        {state === "loading" && location.pathname !== pathname ? <Loading /> : <Outlet />}
      </main>
      <Keys />
    </div>
  );
}

export function Brand() {
  return (
    <span className="brand">
      <img src="/favicon.svg" alt="" width={24} height={24} />
      ServiceTrack
    </span>
  );
}
