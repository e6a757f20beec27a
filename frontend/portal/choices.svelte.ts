/** The person's decisions, as every page needs them. */
import { decide, loadPurposes } from "./api/portal.ts";
import type { PurposeChoice } from "./api/records.ts";

export class Choices {
  /** Null until they are loaded. */
  all = $state.raw<readonly PurposeChoice[] | null>(null);

  async load(): Promise<void> {
    this.all = await loadPurposes();
  }

  given(purpose: string): boolean {
    return this.all?.some((choice) => choice.purpose === purpose && choice.given) ?? false;
  }

  /** Turn one switch; the others are not touched. */
  async decide(choice: PurposeChoice, given: boolean): Promise<PurposeChoice> {
    const now = await decide(choice, given);
    this.all = (this.all ?? []).map((item) => (item.purpose === now.purpose ? now : item));
    return now;
  }
}
