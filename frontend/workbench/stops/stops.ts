/** What is stopped of that which this reviewer could be given; never by whom. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface ShownStop {
  readonly scope: string;
  readonly value: string | null;
  readonly reason: string;
  /** Null where it cannot be known. */
  readonly stoppedAt: Date | null;
}

export async function loadStops(signal: AbortSignal): Promise<readonly ShownStop[]> {
  return parseList((await ask("GET", "/api/stops", undefined, signal)).body, (value) => {
    const stop = new Fields<wire.ShownStop>(value, "stop");
    return { scope: stop.text("scope"), value: stop.textOr("value", null), reason: stop.text("reason"), stoppedAt: stop.instantOrNull("stopped_at") };
  });
}
