import { expect, test } from "vitest";
import { flat } from "./timeline";

const of = (type: string, data: object, personal: object = {}) =>
  flat({ type, data: data as never, personal: personal as never });

test("public values by their path, then personal ones", () =>
  expect(
    of(
      "ActivityAmended",
      { priority: "high", fields: { warranty: "true" } },
      { reason: "录错了", "customer.phone": "138****5678" },
    ),
  ).toEqual([
    ["priority", "high"],
    ["fields.warranty", "true"],
    ["reason", "录错了"],
    ["customer.phone", "138****5678"],
  ]));

test("a receipt does not repeat the facts of the page", () =>
  expect(
    of(
      "ActivityReceived",
      { channel: "hotline", priority: "normal", promise: { rule: "投诉" } },
      { text: "漏电", "customer.name": "张" },
    ),
  ).toEqual([["channel", "hotline"]]));

test("nothing is told of what has no value", () =>
  expect(of("ActivityResolved", { outcome: "已换新", cause: null })).toEqual([["outcome", "已换新"]]));
