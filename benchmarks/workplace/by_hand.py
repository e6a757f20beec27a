"""A reviewer at the page in Chromium: from the key to the sound, and how many keys a clip costs.

Half of the clips carry what was said, as where the recogniser was right; of the others one word is wrong and is typed
anew, so that a clip's keys are those of reading, correcting and sending.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page

from benchmarks.workplace.asking import percentiles

_WATCH: Final = """
() => {
  window.__pressed = 0; window.__keys = 0; window.__sounding = [];
  performance.setResourceTimingBufferSize(100000);
  window.addEventListener("keydown", (event) => {
    window.__keys += 1;
    if (event.key === "Enter" && event.ctrlKey) window.__sent = performance.now();
    if (event.key === " " && event.ctrlKey) window.__asked = performance.now();
  }, true);
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    if (!this.__watched) {
      this.__watched = true;
      this.addEventListener("playing", () => window.__sounding.push(performance.now()));
    }
    return play.call(this);
  };
}
"""
_STAGES: Final = """
() => {
  const since = performance.getEntriesByType("resource").filter((one) => one.startTime >= window.__sent);
  const answered = (ending) => since.find((one) => one.name.includes(ending))?.responseEnd ?? NaN;
  const label = answered("/label"), lease = answered("/api/leases?"), sound = window.__sounding.at(-1);
  return [label - window.__sent, lease - label, sound - lease];
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """What a person at the page waits for and presses."""

    next_sound_milliseconds: dict[str, float | int]
    """From the chord that sends a label to the sound of the next clip: label, lease, sound and decoding."""
    stages_milliseconds: dict[str, dict[str, float | int]]
    """The parts of that: until the label is taken, then until the lease with its key is there, then until it sounds."""
    play_milliseconds: dict[str, float | int]
    """From the key that plays to the sound of a clip that is there."""
    keys_right: float
    """Pressed keys for a clip whose words were right, modifiers included."""
    keys_one_word_wrong: float
    """Pressed keys for a clip of which one word is typed anew, modifiers included."""


def review_by_hand(page: Page, right: int, wrong: Sequence[tuple[str, str, int]]) -> ByHand:
    """Review the clips that wait, by keyboard alone.

    Args:
        page: a signed-in workbench before its first clip.
        right: how many clips wait whose text is right as it is filled in.
        wrong: text as filled in, right word, and its position, of clips of which one word is wrong.
    """
    _ = page.evaluate(_WATCH)
    box = page.get_by_label("What was said")
    mend = {text: (word, position) for text, word, position in wrong}
    sent: list[float] = []
    stages: dict[str, list[float]] = {"label": [], "lease": [], "sound": []}
    played: list[float] = []
    keys: dict[bool, list[int]] = {True: [], False: []}
    for number in range(right + len(wrong)):
        box.wait_for()
        page.get_by_text("Heard to the end").wait_for()
        if number:
            sent.append(float(page.evaluate("() => window.__sounding.at(-1) - window.__sent")))
            for stage, took in zip(stages.values(), page.evaluate(_STAGES), strict=True):
                # A clip that was not fetched ahead has no such lease.
                if took == took:  # noqa: PLR0124 - not a number
                    stage.append(float(took))
        played.append(_play(page))
        before = int(page.evaluate("() => window.__keys"))
        text = box.input_value()
        if text in mend:
            _retype(page, *mend[text])
        with page.expect_response(lambda answer: answer.url.endswith("/label")) as answered:
            page.keyboard.press("Control+Enter")
        if not answered.value.ok:
            raise RuntimeError(f"a label was refused: {answered.value.status}")
        keys[text not in mend].append(int(page.evaluate("() => window.__keys")) - before)
    return ByHand(
        next_sound_milliseconds=percentiles(sent),
        stages_milliseconds={name: percentiles(took) for name, took in stages.items()},
        play_milliseconds=percentiles(played),
        keys_right=round(sum(keys[True]) / max(1, len(keys[True])), 1),
        keys_one_word_wrong=round(sum(keys[False]) / max(1, len(keys[False])), 1),
    )


def _play(page: Page) -> float:
    """Start the sound of the clip that is there; returns the milliseconds from key to sound."""
    _ = page.wait_for_function("() => window.__sounds.at(-1).paused")
    before = int(page.evaluate("() => window.__sounding.length"))
    page.keyboard.press("Control+Space")
    _ = page.wait_for_function("(before) => window.__sounding.length > before", arg=before)
    took = float(page.evaluate("() => window.__sounding.at(-1) - window.__asked"))
    _ = page.wait_for_function("() => window.__sounds.at(-1).paused")
    return took


def _retype(page: Page, word: str, position: int) -> None:
    """Go to a word, mark it and type another."""
    page.keyboard.press("Home")
    for _step in range(position):
        page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.type(f"{word} ")
