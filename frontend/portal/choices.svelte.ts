/** The person's decisions, as every page needs them. */
import type { Language } from "../kit/language.ts";
import { decide, loadPurposes } from "./api/portal.ts";
import type { PurposeChoice } from "./api/records.ts";

export class Choices {
  /** Null until they are loaded. */
  all = $state.raw<readonly PurposeChoice[] | null>(null);

  /** @param language in which the texts are read; a yes is recorded with the text that was shown. */
  async load(language: Language): Promise<void> {
    this.all = await loadPurposes(language);
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
