import { createRoot } from "react-dom/client";
import { startText } from "../Desk/text";
import english from "./en.json";
import "./verify.css";
import { VerifyPage } from "./VerifyPage";
import chinese from "./zh-CN.json";

void startText({ Verify: chinese }, { Verify: english }).then(() => {
  const root = document.getElementById("root");
  if (!root) throw new Error("The page has no root.");
  createRoot(root).render(<VerifyPage />);
});
