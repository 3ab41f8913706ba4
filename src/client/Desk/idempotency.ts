import { useRef } from "react";

/** A key for each thing asked for: asked again in the same words after a broken connection, it is still the same thing. */
export function useKeyFor(): (asked: string) => string {
  const last = useRef({ asked: "", key: "" });
  return (asked) => {
    if (last.current.asked !== asked) last.current = { asked, key: newKey() };
    return last.current.key;
  };
}

// randomUUID is missing where a page comes over plain HTTP from another machine.
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (it) => it.toString(16).padStart(2, "0")).join("");
}
