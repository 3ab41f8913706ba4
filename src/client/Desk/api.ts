import createClient from "openapi-fetch";
import type { components, paths } from "../generated/schema";

export type Schemas = components["schemas"];

/** A refusal of the API (RFC 9457), or a network that did not answer: status 0. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** The last part of the stable type: "stale", "not-allowed-in-status". */
    readonly type: string,
    readonly detail: string,
    readonly errors: Record<string, string[]>,
  ) {
    super(detail);
  }
}

export const api = createClient<paths>({ baseUrl: "/" });

api.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", document.documentElement.lang);
  },
  onResponse({ response }) {
    if (response.status === 401) askToSignIn();
  },
});

/** The data of an answer; anything else is thrown as a {@link Problem}. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call.catch(() => {
    throw new Problem(0, "unreachable", "", {});
  });
  if (!response.ok) throw problemOf(response.status, error);
  return data as T;
}

/** For what the document does not describe: uploads, and routes that answer with files. */
export async function send<T>(url: string, init: RequestInit): Promise<T> {
  const response = await fetch(url, init).catch(() => {
    throw new Problem(0, "unreachable", "", {});
  });
  if (response.status === 401) askToSignIn();
  const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw problemOf(response.status, body);
  return body as T;
}

/** Every item of a paged list; for registers, which are short. */
export async function all<T>(page: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, next } = await page(cursor);
    items.push(...more);
    cursor = next ?? undefined;
  } while (cursor);
  return items;
}

export function problemOf(status: number, body: unknown): Problem {
  const read = (body ?? {}) as { type?: string; detail?: string; errors?: Record<string, string[]> };
  return new Problem(status, read.type?.split("/").at(-1) ?? "failed", read.detail ?? "", read.errors ?? {});
}

function askToSignIn() {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}
