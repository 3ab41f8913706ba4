import { InputNumber, Select, Space } from "antd";
import { useText } from "../Desk/text";
import { type Measure, measured, measures, type Target, targetOf } from "./targets";

const nothing = "nothing";
const firstAmount = 4;

/** A number and its measure, or no promise at all. */
export function TargetInput({
  id,
  value,
  onChange,
}: {
  id?: string;
  value?: Target | null;
  onChange?: (target: Target | null) => void;
}) {
  const t = useText();
  const said = value ? measured(value) : undefined;
  const set = (amount: number, measure: Measure) => onChange?.(targetOf(amount, measure, value ?? undefined));
  return (
    <Space.Compact block>
      {said && (
        <InputNumber
          id={id}
          min={1}
          precision={0}
          className="target-amount"
          value={said.amount}
          onChange={(amount) => amount !== null && set(amount, said.measure)}
        />
      )}
      <Select
        id={said ? undefined : id}
        value={said?.measure ?? nothing}
        popupMatchSelectWidth={false}
        options={[
          ...measures.map((value) => ({ value, label: t(`Sla:measure.${value}`) })),
          { value: nothing, label: t("Sla:policy.nothing") },
        ]}
        onChange={(measure) => (measure === nothing ? onChange?.(null) : set(said?.amount ?? firstAmount, measure as Measure))}
      />
    </Space.Compact>
  );
}
