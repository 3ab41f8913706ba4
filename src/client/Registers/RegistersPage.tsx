import { NavLink, useParams } from "react-router";
import { Lost } from "../Desk/Lost";
import { Loading, Trouble } from "../Desk/States";
import { useText } from "../Desk/text";
import { EntryList } from "./EntryList";
import "./registers.css";
import { useNameOf, useRegisters } from "./registers";

/** The registers of one room, one of them open. */
export function RegistersPage() {
  const t = useText();
  const nameOf = useNameOf();
  const { room, name } = useParams();
  const { data, error, refetch } = useRegisters();
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data) return <Loading />;
  const registers = data.items.filter((it) => it.room === room);
  const open = name ? registers.find((it) => it.name === name) : registers[0];
  if (!open) return <Lost />;
  return (
    <>
      <title>{`${nameOf(open)} · ServiceTrack`}</title>
      <nav className="registers" aria-label={t("Registers:title")}>
        {registers.map((it) => (
          <NavLink
            key={it.name}
            ref={it === open ? bringIntoView : undefined}
            to={`/registers/${room}/${it.name}`}
            className={it === open ? "register-open" : ""}
            aria-current={it === open ? "page" : undefined}
          >
            {nameOf(it)}
          </NavLink>
        ))}
      </nav>
      <EntryList key={open.name} register={open} />
    </>
  );
}

/** On a phone only some of the names have room. */
function bringIntoView(link: HTMLAnchorElement | null) {
  link?.scrollIntoView({ block: "nearest", inline: "center" });
}
