import { expect, test } from "vitest";
import { request } from "./request";

test("what was left empty is not sent, a no and a zero are", () =>
  expect(
    request({
      kind: "repair",
      text: " 不制冷 ",
      subject: "  ",
      customer: { name: "", phone: undefined },
      fields: { warranty: false, charge: 0, fault: "", completedAt: null },
    }),
  ).toEqual({ kind: "repair", text: "不制冷", fields: { warranty: false, charge: 0 } }));

test("an outcome counts only while solved on the spot is chosen", () => {
  expect(request({ kind: "praise", text: "好", resolveNow: true, resolve: { outcome: "已致谢" } })).toEqual({
    kind: "praise",
    text: "好",
    resolve: { outcome: "已致谢" },
  });
  expect(request({ kind: "praise", text: "好", resolveNow: false, resolve: { outcome: "已致谢" } })).toEqual({
    kind: "praise",
    text: "好",
  });
});
