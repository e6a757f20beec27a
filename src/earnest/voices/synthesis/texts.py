"""Texts: own generated orders, single words and sentences for the synthetic voices to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

ORDER_INTENT: Final = "orderDrink"

_DRINKS: Final = ("latte", "mocha", "espresso", "americano", "black coffee", "hot chocolate", "cappuccino")
_SIZES: Final = ("small", "medium", "large")
_MILKS: Final = ("whole milk", "soy milk", "almond milk", "a bit of cream", "no milk")
_SUGARS: Final = ("no sugar", "one sugar", "two sugars", "brown sugar", "a little honey")
_OPENINGS: Final = (
    "i would like", "can i have", "could you make me", "please give me", "may i get", "i want", "let me have",
)  # fmt: skip
_CLOSINGS: Final = ("", "", "please", "thank you")

COMMAND_WORDS: Final = ("yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go")

_SENTENCES: Final = (
    "the light in the kitchen is too bright", "my sister comes home on friday evening", "turn the heating down",
    "the train was late again this morning", "we need bread and apples", "play some quiet music in the garden",
    "the children are already asleep", "close the window before it starts to rain", "wake me at seven on monday",
    "there is a letter on the kitchen table", "the old dog sleeps near the window", "tell me when the washing is done",
    "he put the book back on the shelf", "how long does the soup have to cook", "the bridge over the river is closed",
    "start a timer for ten minutes", "she found her keys under the chair", "remind me to water the flowers",
    "the market opens early in summer", "switch on the lamp beside my bed", "they walked along the beach for an hour",
    "what is the weather like in the mountains", "the soup needs more salt", "open the curtains in the morning",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something to say, and what is known about it."""

    words: tuple[str, ...]
    text: str | None
    """The text, where the collection is to know it: orders have none, only their answer."""
    intent: str | None
    slots: tuple[tuple[str, str], ...]


def orders(generator: Random) -> Iterator[Line]:
    """Yield orders without end: a drink, and each other part in two of three."""
    while True:
        drink = generator.choice(_DRINKS)
        slots = {"drink": drink}
        said = [generator.choice(_OPENINGS), "a"]
        if generator.random() < 2 / 3:
            slots["size"] = generator.choice(_SIZES)
            said.append(slots["size"])
        said.append(drink)
        extras: list[str] = []
        for name, values in (("milk", _MILKS), ("sugar", _SUGARS)):
            if generator.random() < 2 / 3:
                slots[name] = generator.choice(values)
                extras.append(slots[name])
        if extras:
            said += ["with", " and ".join(extras)]
        said.append(generator.choice(_CLOSINGS))
        yield Line(
            words=tuple(" ".join(said).split()), text=None, intent=ORDER_INTENT, slots=tuple(sorted(slots.items()))
        )


def spoken_words(generator: Random) -> Iterator[Line]:
    """Yield single command words without end, each as often as the others."""
    while True:
        for word in generator.sample(COMMAND_WORDS, len(COMMAND_WORDS)):
            yield Line(words=(word,), text=word, intent=None, slots=())


def sentences(generator: Random) -> Iterator[Line]:
    """Yield everyday sentences without end."""
    while True:
        for text in generator.sample(_SENTENCES, len(_SENTENCES)):
            yield Line(words=tuple(text.split()), text=text, intent=None, slots=())
