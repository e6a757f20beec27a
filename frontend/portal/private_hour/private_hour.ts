/** Requests about private hours: whether one runs, its button and the weekly plan. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Schedule {
  readonly id: string;
  /** 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[];
  /** “18:00” */
  readonly starts: string;
  readonly ends: string;
  readonly timeZone: string;
}

export interface PrivateState {
  /** End of the one that runs; null: none runs. */
  readonly until: Date | null;
  /** What runs comes from the weekly plan. */
  readonly scheduled: boolean;
  readonly schedules: readonly Schedule[];
}

export async function loadPrivateHour(): Promise<PrivateState> {
  return parse((await ask("GET", "/api/private-hour")).body);
}

export async function beginPrivateHour(minutes: number): Promise<PrivateState> {
  return parse((await ask("POST", "/api/private-hour", { minutes })).body);
}

export async function endPrivateHour(): Promise<PrivateState> {
  return parse((await ask("DELETE", "/api/private-hour")).body);
}

export async function addSchedule(weekdays: readonly number[], starts: string, ends: string): Promise<PrivateState> {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return parse((await ask("POST", "/api/private-hour/schedules", { weekdays, starts, ends, time_zone: zone })).body);
}

export async function removeSchedule(schedule: Schedule): Promise<PrivateState> {
  return parse((await ask("DELETE", `/api/private-hour/schedules/${encodeURIComponent(schedule.id)}`)).body);
}

function parse(value: unknown): PrivateState {
  const fields = new Fields<wire.PrivateState>(value, "private hour");
  return {
    until: fields.instantOrNull("until"),
    scheduled: fields.flag("scheduled"),
    schedules: fields.list("schedules", (item) => {
      const schedule = new Fields<wire.PrivateSchedule>(item, "schedule");
      return {
        id: schedule.text("schedule_id"),
        weekdays: schedule.list("weekdays", Number),
        starts: schedule.text("starts").slice(0, 5),
        ends: schedule.text("ends").slice(0, 5),
        timeZone: schedule.text("time_zone"),
      };
    }),
  };
}
