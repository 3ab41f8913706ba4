import { Form } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { FormDialog } from "../Desk/FormDialog";
import { useText } from "../Desk/text";
import { EntryFacts } from "./EntryFacts";
import { FieldInput } from "./FieldInput";
import { type Entry, type RegisterOf, useEntriesChanged, useNameOf, type Values } from "./registers";

interface Asked {
  fields: Values;
}

/** Records an entry or puts one right; who may not see a personal value is not asked for it, and it stays as it is. */
export function EntryForm({ register, entry, close }: { register: RegisterOf; entry?: Entry; close: () => void }) {
  const t = useText();
  const nameOf = useNameOf();
  const changed = useEntriesChanged();
  const fields = register.fields.filter((it) => !(entry?.masked && it.mask));
  const present = register.flow ? (entry?.fields[register.flow.field] as string | undefined) : undefined;
  const first = register.fields.find((it) => it.name === register.flow?.field)?.choices[0]?.value;
  const send = async ({ fields: values }: Asked) => {
    const body = { fields: values } as Schemas["RegisterEntryRequest"];
    const path = { register: register.name, id: entry?.id ?? "" };
    await (entry
      ? answer(api.PUT("/api/v1/{register}/{id}", { params: { path }, body, headers: { "If-Match": `"${entry.version}"` } }))
      : answer(api.POST("/api/v1/{register}", { params: { path: { register: register.name } }, body })));
    await changed();
  };
  return (
    <FormDialog<Asked>
      title={nameOf(register)}
      verb={entry ? t("Desk:do.save") : t("Registers:add")}
      initial={{ fields: entry?.fields ?? (register.flow ? { [register.flow.field]: first } : {}) }}
      send={register.writable ? send : async () => undefined}
      close={close}
    >
      {entry && <EntryFacts register={register} entry={entry} close={close} />}
      <div className="two">
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={["fields", field.name]}
            className={field.type === "longText" || field.type === "links" ? "entry-wide" : undefined}
            label={
              <>
                {nameOf(field)}
                {field.required && <span className="entry-needed">*</span>}
              </>
            }
            rules={field.required ? [{ required: true, message: t("Desk:wrong.required") }] : []}
          >
            <FieldInput register={register} field={field} labels={entry?.labels} present={present} />
          </Form.Item>
        ))}
      </div>
    </FormDialog>
  );
}
