import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { precompress } from "./precompress.ts";

const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The verifier by itself: one script, so that the page can also be saved as one file that needs no server. */
export default defineConfig({
  plugins: [react(), standalone(), precompress()],
  publicDir: false,
  build: { rolldownOptions: { input: at("verify.html"), output: { codeSplitting: false } }, emptyOutDir: false },
});

/** Writes the page once more with its script and style inside. */
function standalone(): Plugin {
  return {
    name: "standalone",
    apply: "build",
    writeBundle({ dir = "dist" }, bundle) {
      let page = readFileSync(`${dir}/verify.html`, "utf8");
      const put = (tag: RegExp, text: string) => {
        if (!tag.test(page)) throw new Error(`The verifier's page has no ${tag}.`);
        page = page.replace(tag, () => text);
      };
      for (const file of Object.values(bundle)) {
        // A closing tag inside a script would end it.
        if (file.type === "chunk") put(/<script[^>]*src=[^>]*><\/script>/, "");
        if (file.type === "chunk")
          put(/<\/body>/, `<script type="module">${file.code.replaceAll("</script", "<\\/script")}</script></body>`);
        if (file.type === "asset" && file.fileName.endsWith(".css"))
          put(/<link rel="stylesheet"[^>]*>/, `<style>${file.source}</style>`);
      }
      writeFileSync(`${dir}/servicetrack-verify.html`, page);
    },
  };
}
