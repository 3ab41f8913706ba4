import { createBrowserRouter, Navigate } from "react-router";
import { Frame } from "./Frame";
import { Lost } from "./Lost";

export const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: <Lost />,
    children: [
      { index: true, element: <Navigate to="/activities?status=open&sort=dueAt" replace /> },
      { path: "activities", lazy: async () => ({ Component: (await import("../Activities/ListPage")).ListPage }) },
      { path: "activities/new", lazy: async () => ({ Component: (await import("../Activities/NewPage")).NewPage }) },
      { path: "activities/:id", lazy: async () => ({ Component: (await import("../Activities/DetailPage")).DetailPage }) },
      { path: "*", element: <Lost /> },
    ],
  },
]);
