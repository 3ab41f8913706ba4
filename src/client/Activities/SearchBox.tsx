import { SearchOutlined } from "@ant-design/icons";
import { Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { useText } from "../Desk/text";

const pause = 300;

/** Searches a moment after the last key, but never half a word that an input method is still composing. */
export function SearchBox({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const t = useText();
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const box = useRef<InputRef>(null);
  const { state } = useLocation();
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if ((state as { search?: boolean } | null)?.search) box.current?.focus();
  }, [state]);
  const later = (next: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim()), pause);
  };
  return (
    <Input
      ref={box}
      type="search"
      className="search-box"
      allowClear
      prefix={<SearchOutlined />}
      placeholder={t("Activities:list.search")}
      aria-label={t("Activities:list.search")}
      value={text}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        later(event.currentTarget.value);
      }}
      onChange={(event) => {
        setText(event.target.value);
        if (!composing.current) later(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") box.current?.blur();
      }}
    />
  );
}
