import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompress } from "./precompress.ts";

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  plugins: [react(), precompress()],
  build: {
    rolldownOptions: { input: { desk: page("index.html"), "sign-in": page("sign-in.html") } },
    // The policy of the page allows no inline data for scripts and fonts; small pictures need no exception.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { "/api": "http://localhost:5080", "/hubs": { target: "ws://localhost:5080", ws: true } } },
});
