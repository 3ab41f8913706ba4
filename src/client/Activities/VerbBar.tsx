import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useText } from "../Desk/text";
import type { Activity } from "./Marks";
import { type Verb, verbsFor } from "./verbs";

export function VerbBar({ activity, ask }: { activity: Activity; ask: (verb: Verb) => void }) {
  const t = useText();
  const { first, rest } = verbsFor(activity);
  if (first.length + rest.length === 0) return null;
  return (
    <div className="verbs">
      {first.map((verb, at) => (
        <Button key={verb} type={at === 0 ? "primary" : "default"} onClick={() => ask(verb)}>
          {t(`Activities:verb.${verb}`)}
        </Button>
      ))}
      {rest.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: rest.map((verb) => ({ key: verb, label: t(`Activities:verb.${verb}`), danger: verb === "cancel" })),
            onClick: ({ key }) => ask(key as Verb),
          }}
        >
          <Button icon={<DownOutlined />} iconPlacement="end">
            {t("Activities:detail.more")}
          </Button>
        </Dropdown>
      )}
    </div>
  );
}
