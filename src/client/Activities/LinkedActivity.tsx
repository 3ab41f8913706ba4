import { Link } from "react-router";
import { useKinds } from "../Desk/registers";
import { useText } from "../Desk/text";
import { useActivity } from "./activities";
import { useTitle } from "./Marks";

/** Another activity by its kind and title, never by its number. */
export function LinkedActivity({ id }: { id: string }) {
  const t = useText();
  const { data } = useActivity(id);
  const { name } = useKinds();
  const title = useTitle();
  return <Link to={`/activities/${id}`}>{data ? `${name(data.kind)} · ${title(data)}` : t("Desk:loading")}</Link>;
}
