import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider, App as Messages } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import type { ResourceKey } from "i18next";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import "dayjs/locale/zh-cn";
import { Problem } from "./api";
import "./desk.css";
import { router } from "./router";
import { startText, useLanguage } from "./text";
import { theme } from "./theme";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays one however often it is asked for; only a network deserves a second try.
      retry: (times, error) => times < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500),
    },
  },
});

function Desk() {
  const language = useLanguage();
  return (
    <ConfigProvider theme={theme} button={{ autoInsertSpace: false }} locale={language === "en" ? english : chinese}>
      <Messages>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Messages>
    </ConfigProvider>
  );
}

// Each room holds its own words, zh-CN.json and en.json side by side; the room's name is their namespace.
const byRoom = (files: Record<string, { default: ResourceKey }>) =>
  Object.fromEntries(Object.entries(files).map(([path, words]) => [path.split("/").at(-2) ?? path, words.default]));
await startText(
  byRoom(import.meta.glob(["/*/zh-CN.json", "!/SignIn/*"], { eager: true })),
  byRoom(import.meta.glob(["/*/en.json", "!/SignIn/*"], { eager: true })),
);
const root = document.getElementById("root");
if (!root) throw new Error("The page has no root.");
createRoot(root).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
);
