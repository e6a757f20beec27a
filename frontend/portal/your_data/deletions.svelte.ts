/** The numbers of deletions that were asked for in this page; in memory only. */
export class Deletions {
  last = $state<string | null>(null);

  note(deletionId: string | null): void {
    if (deletionId !== null) this.last = deletionId;
  }
}
