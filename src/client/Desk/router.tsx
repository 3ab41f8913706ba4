import { createBrowserRouter, redirect } from "react-router";
import { Frame } from "./Frame";
import { Lost } from "./Lost";
import { Loading } from "./States";

export const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: <Lost />,
    hydrateFallbackElement: <Loading />,
    children: [
      { index: true, Component: Loading, loader: () => redirect("/activities?status=open&sort=dueAt") },
      { path: "activities", lazy: async () => ({ Component: (await import("../Activities/ListPage")).ListPage }) },
      { path: "activities/new", lazy: async () => ({ Component: (await import("../Activities/NewPage")).NewPage }) },
      { path: "activities/:id", lazy: async () => ({ Component: (await import("../Activities/DetailPage")).DetailPage }) },
      { path: "dashboard", lazy: async () => ({ Component: (await import("../Dashboard/DashboardPage")).DashboardPage }) },
      { path: "import/:id?", lazy: async () => ({ Component: (await import("../Imports/ImportPage")).ImportPage }) },
      { path: "evidence", lazy: async () => ({ Component: (await import("../Evidence/EvidencePage")).EvidencePage }) },
      {
        path: "certification",
        lazy: async () => ({ Component: (await import("../Certification/CertificationPage")).CertificationPage }),
      },
      {
        path: "certification/assessments/:id",
        lazy: async () => ({ Component: (await import("../Certification/AssessmentPage")).AssessmentPage }),
      },
      {
        path: "findings",
        lazy: async () => ({ Component: (await import("../Certification/FindingsPage")).FindingsPage }),
      },
      { path: "shares", lazy: async () => ({ Component: (await import("../Tenants/SharesPage")).SharesPage }) },
      { path: "disclosures", lazy: async () => ({ Component: (await import("../Tenants/DisclosuresPage")).DisclosuresPage }) },
      { path: "promises", lazy: async () => ({ Component: (await import("../Sla/PromisesPage")).PromisesPage }) },
      { path: "outlets", lazy: async () => ({ Component: (await import("../Network/OutletsPage")).OutletsPage }) },
      { path: "people", lazy: async () => ({ Component: (await import("../Tenants/PeoplePage")).PeoplePage }) },
      { path: "erasures", lazy: async () => ({ Component: (await import("../Customers/ErasuresPage")).ErasuresPage }) },
      {
        path: "registers/:room/:name?",
        lazy: async () => ({ Component: (await import("../Registers/RegistersPage")).RegistersPage }),
      },
      { path: "tokens", lazy: async () => ({ Component: (await import("../Tenants/TokensPage")).TokensPage }) },
      { path: "*", element: <Lost /> },
    ],
  },
]);
