import type activities from "../Activities/zh-CN.json";
import type certification from "../Certification/zh-CN.json";
import type classification from "../Classification/zh-CN.json";
import type customers from "../Customers/zh-CN.json";
import type dashboard from "../Dashboard/zh-CN.json";
import type evidence from "../Evidence/zh-CN.json";
import type imports from "../Imports/zh-CN.json";
import type journal from "../Journal/zh-CN.json";
import type network from "../Network/zh-CN.json";
import type registers from "../Registers/zh-CN.json";
import type signIn from "../SignIn/zh-CN.json";
import type sla from "../Sla/zh-CN.json";
import type tenants from "../Tenants/zh-CN.json";
import type verify from "../Verify/zh-CN.json";
import type desk from "./zh-CN.json";

/** Each room holds its own words, zh-CN.json and en.json side by side. */
interface Rooms {
  Activities: typeof activities;
  Certification: typeof certification;
  Classification: typeof classification;
  Customers: typeof customers;
  Dashboard: typeof dashboard;
  Desk: typeof desk;
  Evidence: typeof evidence;
  Imports: typeof imports;
  Journal: typeof journal;
  Network: typeof network;
  Registers: typeof registers;
  SignIn: typeof signIn;
  Sla: typeof sla;
  Tenants: typeof tenants;
  Verify: typeof verify;
}

type Path<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}` }[keyof T & string];

export type Key = { [R in keyof Rooms]: `${R}:${Path<Rooms[R]>}` }[keyof Rooms];
