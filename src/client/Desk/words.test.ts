import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

type Words = { [key: string]: string | Words };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const files = (readdirSync(root, { recursive: true, encoding: "utf8" }) as string[]).filter(
  (it) => !/^(node_modules|dist|generated)/.test(it),
);
const rooms = files.filter((it) => it.endsWith("zh-CN.json")).map((it) => dirname(it));
const read = (room: string, language: string) => JSON.parse(readFileSync(join(root, room, `${language}.json`), "utf8")) as Words;

function flat(words: Words, path = ""): [key: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
}

const holes = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort();

describe.each(rooms)("the words of %s", (room) => {
  const [chinese, english] = [flat(read(room, "zh-CN")), flat(read(room, "en"))];

  test("are the same keys in both languages, in the same order", () => {
    expect(english.map(([key]) => key)).toEqual(chinese.map(([key]) => key));
  });

  test("have the same holes and none is empty", () => {
    const other = new Map(english);
    for (const [key, text] of chinese) {
      expect(text, key).not.toBe("");
      expect(holes(other.get(key) ?? ""), key).toEqual(holes(text));
    }
  });
});
