import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { FormDialog } from "../Desk/FormDialog";
import { MomentPicker } from "../Desk/MomentPicker";
import { useOutlets } from "../Desk/registers";
import { useText } from "../Desk/text";

const roles = ["manager", "agent", "technician", "quality", "auditor", "owner"] as const;

/** Adds somebody; or changes what somebody is here. */
export function PersonForm({ person, close }: { person: Schemas["PersonView"] | undefined; close: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const outlets = useOutlets();
  const send = async (body: Schemas["PersonRequest"]) => {
    if (person) {
      const { role, outlets = null, staffNumber = null, validUntil = null } = body;
      const params = { path: { id: person.id } };
      const headers = { "If-Match": `"${person.version}"` };
      await answer(api.PUT("/api/v1/people/{id}", { params, headers, body: { role, outlets, staffNumber, validUntil } }));
    } else {
      await answer(api.POST("/api/v1/people", { body }));
    }
    await queries.invalidateQueries({ queryKey: ["people"] });
  };
  const required = [{ required: true, message: t("Desk:wrong.required") }];
  return (
    <FormDialog
      title={person ? person.name : t("Tenants:person.add")}
      verb={t(person ? "Tenants:person.change" : "Tenants:person.add")}
      initial={person ?? { role: "agent" }}
      send={send}
      close={close}
    >
      <div className="two">
        {!person && (
          <>
            <Form.Item name="name" label={t("Tenants:person.name")} rules={required}>
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name="email" label={t("Tenants:person.email")} rules={required}>
              <Input inputMode="email" autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="password"
              label={t("Tenants:person.password")}
              rules={[...required, { min: 10, message: t("Tenants:person.short") }]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
            <Form.Item name="phone" label={t("Tenants:person.phone")}>
              <Input inputMode="tel" autoComplete="off" />
            </Form.Item>
          </>
        )}
        <Form.Item name="role" label={t("Tenants:person.role")} rules={required}>
          <Select options={roles.map((value) => ({ value, label: t(`Desk:role.${value}`) }))} />
        </Form.Item>
        <Form.Item name="staffNumber" label={t("Tenants:person.staffNumber")}>
          <Input />
        </Form.Item>
      </div>
      <Form.Item name="outlets" label={t("Tenants:person.outlets")}>
        <Select
          mode="multiple"
          placeholder={t("Tenants:person.allOutlets")}
          showSearch={{ optionFilterProp: "label" }}
          options={outlets.items.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="validUntil" label={t("Tenants:person.validUntil")} extra={person && t("Tenants:person.ends")}>
        <MomentPicker />
      </Form.Item>
    </FormDialog>
  );
}
