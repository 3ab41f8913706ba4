import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useKeys } from "../Desk/Keys";

/** j and k walk through a list, Enter opens; gives the index of the chosen row, -1 before the first key. */
export function useListKeys(items: { id: string }[]): number {
  const [chosen, setChosen] = useState(-1);
  const navigate = useNavigate();
  const open = () => {
    const item = items[chosen];
    if (item) navigate(`/activities/${item.id}`);
  };
  useKeys({
    j: () => setChosen((at) => Math.min(at + 1, items.length - 1)),
    k: () => setChosen((at) => Math.max(at - 1, 0)),
    Enter: open,
  });
  useEffect(() => {
    if (chosen >= 0) document.querySelector(`[data-row="${chosen}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return chosen;
}
