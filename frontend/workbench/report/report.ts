/** Reporting abuse: a category and nothing else, so that nothing of a clip can be in it (CH4). */
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export const CATEGORIES: readonly wire.AbuseCategory[] = ["shared_clips", "recorded_clips", "mocked_speakers", "looked_for_person", "pressure", "other"];

export async function reportAbuse(category: wire.AbuseCategory): Promise<void> {
  await ask("POST", "/api/abuse-reports", { category });
}
