import { expect, test } from "vitest";
import { nextPage } from "./post";

test.each([
  ["?next=%2Factivities%3Fstatus%3Dopen", "/activities?status=open"],
  ["", "/"],
  ["?next=https%3A%2F%2Felsewhere.example", "/"],
  ["?next=%2F%2Felsewhere.example", "/"],
  ["?next=%2F%5Celsewhere.example", "/"],
])("after signing in with %s comes %s", (search, page) => expect(nextPage(search)).toBe(page));
