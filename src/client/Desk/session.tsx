import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { answer, api, type Schemas } from "./api";
import { Loading, Trouble } from "./States";

export type Right = Schemas["Right"];

interface Session extends Readonly<Schemas["SessionView"]> {
  may(right: Right): boolean;
}

const Known = createContext<Session | null>(null);

/** Shows nothing of the desk until it is known who sits at it. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["session"],
    queryFn: () => answer(api.GET("/api/v1/session")),
    staleTime: Infinity,
  });
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data) return <Loading />;
  return <Known value={{ ...data, may: (right) => data.rights.includes(right) }}>{children}</Known>;
}

export function useSession(): Session {
  const session = useContext(Known);
  if (!session) throw new Error("Used outside of SignedIn.");
  return session;
}
