from earnest.deidentified.learning.understanding_training import MarkedSentence, MarkedWord, train_understanding
from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.meaning.interpreter import Interpreter


def heard(text: str, slot: str | None = None) -> Hypothesis:
    words = tuple(
        RecognisedWord(
            text=word, start=SampleCount(0), end=SampleCount(1), posterior=1, slot=slot, value=word if slot else None
        )
        for word in text.split()
    )
    domain = "general" if slot is None else "commands"
    return Hypothesis(words=words, alternatives=(), engine="e", model="m", domain=domain, confidence=1)


def sentence(text: str, intent: str | None) -> MarkedSentence:
    """Build a sentence in which `drink:tea` marks a value."""
    words = [word.partition(":") for word in text.split()]
    marked = tuple(MarkedWord(word=value or word, slot=word if value else None) for word, _, value in words)
    return MarkedSentence(words=marked, intent=intent, slots=tuple(word for word, _, value in words if value))


SENTENCES = [
    *(sentence(f"bring me a cup of drink:{drink}", "order") for drink in ("tea", "milk", "cocoa", "water")),
    *(sentence(f"open the place:{place} door", "open") for place in ("front", "back", "garden", "cellar")),
    sentence("that was nice", None),
]


def test_intents_and_slots_are_learned() -> None:
    interpreter = Interpreter(train_understanding(SENTENCES))
    found = interpreter.interpret(heard("bring me a cup of tea"))
    assert (found.intent, found.slots) == ("order", (Slot(name="drink", value="tea"),))
    assert interpreter.interpret(heard("open the garden door")).intent == "open"


def test_talk_and_unknown_words_are_not_understood() -> None:
    interpreter = Interpreter(train_understanding(SENTENCES))
    for text in ("that was nice", "zebra quark", "", "they moved into the house across the street"):
        assert not interpreter.interpret(heard(text)).understood


def test_slots_of_the_language_model_are_taken() -> None:
    found = Interpreter(train_understanding(SENTENCES)).interpret(heard("soup", slot="drink"))
    assert (found.intent, found.slots) == ("order", (Slot(name="drink", value="soup"),))


def test_without_learning_only_the_built_in_requests() -> None:
    assert Interpreter().interpret(heard("turn on the lights")).intent == "lights_on"
    assert not Interpreter().interpret(heard("bring me a cup of tea")).understood
    assert train_understanding([sentence("that was nice", None)]).intents is None


def test_the_same_sentences_teach_the_same() -> None:
    first, second = train_understanding(SENTENCES), train_understanding(SENTENCES)
    assert first.slot_tagger == second.slot_tagger
    assert first.intents is not None
    assert second.intents is not None
    assert first.intents.weights.tolist() == second.intents.weights.tolist()
