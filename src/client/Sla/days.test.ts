import { expect, test } from "vitest";
import { runs } from "./days";

test("neighbouring days are one run, over the end of a month too", () =>
  expect(runs(["2026-10-01", "2026-05-01", "2026-09-30", "2026-10-02", "2026-10-04"])).toEqual([
    ["2026-05-01", "2026-05-01"],
    ["2026-09-30", "2026-10-02"],
    ["2026-10-04", "2026-10-04"],
  ]));

test("without days there is no run", () => expect(runs([])).toEqual([]));
