import { createRoot } from "react-dom/client";
import { startText } from "../Desk/text";
import english from "./en.json";
import "./sign-in.css";
import { SignInPage } from "./SignInPage";
import chinese from "./zh-CN.json";

await startText({ SignIn: chinese }, { SignIn: english });
const root = document.getElementById("root");
if (!root) throw new Error("The page has no root.");
createRoot(root).render(<SignInPage />);
