/** Whether an answer was heard in the page since it was opened; the welcome ticks its last step by it. */
export class FirstAnswer {
  heard = $state(false);
}
