import { Typography } from "antd";

/** In groups of four, as people read numbers to each other over the telephone; copied in one piece. */
export function Fingerprint({ of }: { of: string }) {
  return (
    <Typography.Text className="fingerprint" copyable={{ text: of }}>
      {of.match(/.{1,4}/g)?.join(" ")}
    </Typography.Text>
  );
}
