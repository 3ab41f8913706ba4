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
const source = files
  .filter((it) => /\.tsx?$/.test(it) && !/\.test\.ts$/.test(it))
  .map((it) => readFileSync(join(root, it), "utf8"))
  .join("\n");

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

  test("are all used", () => {
    const unused = chinese.map(([key]) => `${room}:${key}`).filter((key) => !isUsed(key));
    expect(unused).toEqual([]);
  });
});

/** Written out in the source, or made there from a beginning and a code: `Activities:verb.${verb}`. */
function isUsed(key: string): boolean {
  if (source.includes(`"${key}"`)) return true;
  const beginnings = key.split(".").map((_, at, parts) => parts.slice(0, at + 1).join("."));
  const whole = beginnings.some((it) => source.includes(`\`${it}.\${`));
  const room = key.slice(0, key.indexOf(":") + 1);
  return whole || source.includes(`\`${room}\${`);
}
