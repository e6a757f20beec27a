"""Learning of intents: what it costs, and that it answers what it knows and refuses what it cannot know."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import product

from earnest.deidentified.learning.sentence_table import SentenceTable
from earnest.deidentified.learning.understanding_training import MarkedSentence, MarkedWord, train_understanding
from earnest.speech.meaning.intent_model import IntentModel, Judgement

ROOMS = ("kitchen", "bathroom", "hall", "cellar", "garden", "attic", "office", "nursery")
OPENINGS = ("", "please ", "could you ", "hey ", "now ")
REQUESTS = {
    "dim": "dim the {} lamp",
    "brighten": "turn up the brightness in the {}",
    "clean": "vacuum the {} floor",
    "heat": "make the {} warmer",
    "cool": "make the {} colder",
    "lock": "lock the {} door",
    "music": "play jazz in the {}",
    "events": "show me nearby musical events around the {}",
    "water": "water the plants of the {}",
    "sensor": "how damp is it in the {}",
}
FOREIGN = {
    "bank": "transfer {} pounds from savings to my current account",
    "travel": "how many vaccinations does a visit to {} need",
}


def sentence(words: str, intent: str | None) -> MarkedSentence:
    return MarkedSentence(words=tuple(MarkedWord(word=word) for word in words.split()), intent=intent)


def said(requests: dict[str, str], openings: tuple[str, ...]) -> Iterator[MarkedSentence]:
    for opening, (intent, request), room in product(openings, requests.items(), ROOMS):
        yield sentence(f"{opening}{request.format(room)}", intent)


def learned(sentences: Iterator[MarkedSentence]) -> IntentModel:
    model = train_understanding(sentences).intents
    assert model is not None
    return model


def test_labels_are_read_once_and_one_at_a_time() -> None:
    """A stream is enough: no list of all labels is ever needed."""
    model = learned(said(REQUESTS, OPENINGS[:4]))
    assert set(model.intents) == {"", *REQUESTS}


def test_what_is_known_is_answered_and_what_cannot_be_known_is_refused() -> None:
    model = learned(said(REQUESTS, OPENINGS[:4]))
    known = [(one, model.judge([word.word for word in one.words], ())) for one in said(REQUESTS, OPENINGS[4:])]
    answered = [model.accepts(judgement) and judgement.intent == one.intent for one, judgement in known]
    assert sum(answered) >= 0.95 * len(answered)
    foreign = [model.judge([word.word for word in one.words], ()) for one in said(FOREIGN, OPENINGS)]
    assert sum(map(model.accepts, foreign)) <= 0.1 * len(foreign)


def test_the_threshold_follows_from_the_labels() -> None:
    """Calibrated, not set: labels that are hard to tell apart are answered from less evidence."""
    clear = learned(said(REQUESTS, OPENINGS))
    mixed = [
        sentence(f"{one.words[place % len(one.words)].word} {one.words[-1].word}", one.intent)
        for place, one in enumerate(said(REQUESTS, OPENINGS))
    ]
    unsure = Judgement(intent="dim", share=0.6, certainty=-1.0, known=1.0)
    assert learned(iter(mixed)).accepts(unsure)
    assert not clear.accepts(unsure)


def test_rare_words_decide_over_frequent_ones() -> None:
    """Many labels begin with the words of one intent; the word that is rare says what is asked for."""
    model = learned(said(REQUESTS, OPENINGS))
    weights = dict(zip(model.features, model.rarities.tolist(), strict=False))
    assert weights["w the"] < weights["w kitchen"] < weights["w dim"] < model.rarities[-1]


def test_talk_in_no_learned_language_is_refused() -> None:
    """Foreign languages and prose, with words that are in no label and in no sentence that Earnest brings."""
    model = learned(said(REQUESTS, OPENINGS))
    for text in (
        "kun je me zeggen hoe laat de winkel opengaat",
        "wann fährt der nächste zug nach hamburg ab",
        "the company sold most of its shares in the spring",
        "he could not remember where he had parked",
    ):
        assert not model.accepts(model.judge(text.split(), ()))


def test_the_table_grows_with_the_words_only() -> None:
    def held(count: int) -> int:
        table = SentenceTable()
        for number in range(count):
            table.add(("remind", "me", f"of{number}thing", "tomorrow"), (), "remind", group=str(number))
        return table.matrix().nnz

    assert held(400) <= 2.1 * held(200)


# The high-water mark of this program alone: getrusage would count what the parent had when it forked.
CHILD = """
import re
from pathlib import Path
from earnest.deidentified.learning.understanding_training import MarkedSentence, MarkedWord, train_understanding
def words(n):
    return ("set", f"name{n}x{n * 7919 % 10007}", "for", f"value{n}", f"other{n * 31 % 4001}", f"kind{n % 80}")
train_understanding(
    MarkedSentence(words=tuple(MarkedWord(word=word) for word in words(n)), intent=f"intent{n % 80}")
    for n in range(3500)
)
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)) // 1024)
"""


def test_3500_labels_of_80_intents_fit_into_400_mebibytes() -> None:
    """A table with a cell for each sentence and word held 1.1 GiB; most of its cells were empty."""
    child = subprocess.run([sys.executable, "-c", CHILD], check=True, capture_output=True, text=True, timeout=580)
    assert int(child.stdout) <= 400
