import { Form, Modal } from "antd";
import type { ReactNode } from "react";
import { useText } from "./text";
import { useSending } from "./useSending";

interface Props<T> {
  title: string;
  /** What the button says. */
  verb: string;
  initial?: Partial<T>;
  /** What it answers with false stays open. */
  send: (values: T) => Promise<unknown>;
  close: () => void;
  children: ReactNode;
}

/** A small form that adds something, or puts it right, and is gone when that was taken. */
export function FormDialog<T extends object>({ title, verb, initial, send, close, children }: Props<T>) {
  const t = useText();
  const [form] = Form.useForm<T>();
  const { refused, busy, submit } = useSending(form, async (values) => {
    if ((await send(values)) !== false) close();
  });
  return (
    <Modal
      open
      title={title}
      okText={verb}
      okButtonProps={{ loading: busy }}
      cancelText={t("Desk:do.close")}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {refused}
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={submit} scrollToFirstError>
        {children}
      </Form>
    </Modal>
  );
}
