import { Link } from "react-router";
import { pageOf } from "../Activities/filter";
import { useLanguage, useText } from "../Desk/text";
import type { Snapshot } from "./feed";
import type words from "./zh-CN.json";

type Tile = Snapshot["tiles"][number];
export type TileKey = keyof (typeof words)["tile"];

/** Figures that open the list they count. */
export function Tiles({ title, tiles, keys }: { title: string; tiles: Tile[]; keys: readonly TileKey[] }) {
  const shown = keys.flatMap((key) => tiles.find((it) => it.key === key) ?? []);
  return (
    <section>
      <h2 className="tiles-title">{title}</h2>
      <div className="tiles">
        {shown.map((tile) => (
          <Figure key={tile.key} tile={tile} />
        ))}
      </div>
    </section>
  );
}

function Figure({ tile }: { tile: Tile }) {
  const t = useText();
  const language = useLanguage();
  const inside = (
    <>
      <span>{t(`Dashboard:tile.${tile.key as TileKey}`)}</span>
      <strong>{tile.value?.toLocaleString(language) ?? "–"}</strong>
    </>
  );
  const sort = `tile tile-${tile.key}${tile.value ? "" : " tile-nothing"}`;
  return tile.list ? (
    <Link className={sort} to={pageOf(tile.list)}>
      {inside}
    </Link>
  ) : (
    <div className={sort}>{inside}</div>
  );
}
