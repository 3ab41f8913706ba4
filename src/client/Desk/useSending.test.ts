import { expect, test } from "vitest";
import { nameOf } from "./problems";
import { nearest } from "./useSending";

test.each([
  ["customer.phone", ["customer", "phone"]],
  ["rules[2].targets.response.amount", ["rules", 2, "targets", "response", "amount"]],
  ["weekly.mon[0]", ["weekly", "mon", 0]],
  ["fields.customer.phone", ["fields", "customer.phone"]],
])("%s is the field %j", (path, name) => expect(nameOf(path)).toEqual(name));

test("what is wrong stands at the field that holds it, else nowhere", () => {
  const fields = [["name"], ["rules", 1, "name"], ["rules", 2, "targets", "response"], ["weekly", "mon"]];
  expect(nearest(fields, ["rules", 2, "targets", "response", "amount"])).toEqual(["rules", 2, "targets", "response"]);
  expect(nearest(fields, ["name"])).toEqual(["name"]);
  expect(nearest(fields, ["weekly"])).toEqual([]);
});
