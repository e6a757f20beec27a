"""Titles: what follows a title or a relation is a name, also where it is a common word: `dr white`, `frau klein`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from earnest.speech.privacy.concealment.phrases import phrase_at
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary, listed

MOST_AFTER_TITLE: Final = 3
"""Words of a name after a title: `dr martin luther king`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleWords:
    """How a language addresses people."""

    titles: frozenset[str]
    """Words that are titles wherever a name may follow (`mr`); hidden with the name."""
    occupations: frozenset[str]
    """Titles that are also common nouns (`doctor`), and relations (`aunt`): none after a determiner (`the"
        " doctor`)."""
    determiners: frozenset[str]
    """Words before a noun that show that it is no title (`the`, `my`)."""
    verbal: frozenset[str]
    """Words before a title that is also a verb (`miss`), which show the verb: `i miss`, `did`."""
    never: frozenset[str]
    """Words of closed classes, of time and of saying, which no surname is: what a sentence goes on with."""


ENGLISH: Final = TitleWords(
    titles=listed(
        "mr mrs ms mister missus missis dr prof messrs sir madam mademoiselle monsieur herr frau señor señora"
    ),
    occupations=listed(
        "doctor professor miss nurse officer sergeant captain reverend father pastor rabbi judge senator coach"
        " uncle aunt auntie aunty grandma grandpa granny nana cousin"
    ),
    determiners=listed(
        "the a an my your our his her their this that these those any every some which what no another each whose"
    ),
    verbal=listed(
        "i you we they to will would i'll you'll we'll they'll don't didn't can't did do not never really might"
    ),
    never=listed(
        "a about after again ago all also always am an and any are as at anybody anyone anything back be because"
        " been before but by can could"
        " did do does doing down for from get give go has have he her here him his how i if in into is it its just"
        " let"
        " me more my need next no not now of off on once only or our out over please right said say says she should"
        " so"
        " some soon than that the their them then there these they this those to today tomorrow tonight too until up"
        " everybody everyone everything nobody nothing somebody someone something us was we went were what when"
        " where which who why will with would yes yesterday you your called calls came"
        " comes told tells coming calling going wants wanted asked asks sent sends"
        " thinks knows likes needs gave gets got"
    ),
)
GERMAN: Final = TitleWords(
    titles=listed("herr herrn dr prof hr fr fräulein"),
    occupations=listed(
        "frau doktor doktorin professor professorin schwester pfarrer pastor onkel tante oma opa cousin cousine"
    ),
    determiners=listed(
        "der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner meines dein deine"
        " deinen deinem deiner sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren"
        " unserem"
        " unserer euer eure euren kein keine keinen diese dieser dieses diesen jede jeder jeden welche welcher zum"
        " zur"
        " beim vom im am alle"
    ),
    verbal=frozenset(),
    never=listed(
        "aber als am an auf aus bei bin bis bitte da damit dann das dass dem den der des die dir doch ein eine einen"
        " er es für gerade geht gesagt hab habe haben hat hatte heute hier ich ihm ihn ihr im in ins ist ja jetzt"
        " kann"
        " kein keine kommt mal man mehr mich mir mit morgen muss nach nein nicht noch nun nur ob oder ohne sagt schon"
        " sein seine seit sich sie sind so soll sollen um und uns unter vom von vor wann war warum was wegen weil"
        " wenn"
        " wer wie will wir wird wo zu zum zur über später gestern möchte ruft rief anrufen"
    ),
)
DUTCH: Final = TitleWords(
    titles=listed("meneer mevrouw mevr dhr dr prof mw juffrouw"),
    occupations=listed(
        "dokter doktor professor zuster pastoor dominee juf meester oom tante oma opa neef nicht heer vrouw"
    ),
    determiners=listed(
        "de het een mijn jouw je uw zijn haar onze ons hun deze die dit dat geen elke welke iedere alle m'n z'n d'r"
    ),
    verbal=frozenset(),
    never=listed(
        "aan af al als alsjeblieft alstublieft ben bij dan dat de deze die dit doe door een en er even geen gaat had"
        " heb heeft het hier hij hoe ik in is ja je kan kom komt kunnen maar me mee met mij mijn moet morgen naar nee"
        " niet nog nu of om ons onze ook op over straks te toen tot u uit uur van vandaag vanavond voor waar wanneer"
        " want was wat we weer wie wij wil worden wordt zal ze zegt zei zich zij zijn zo zou gisteren bellen belt"
        " belde"
    ),
)
TITLES: Final[Mapping[str, TitleWords]] = {"en": ENGLISH, "de": GERMAN, "nl": DUTCH}


def find_titled(words: Sequence[str], vocabulary: Vocabulary, *, public: bool) -> Iterator[PersonalSpan]:
    """Give names that stand after a title or a relation; the title is hidden with the name, a relation is not.

    In public requests only after words that lead to a private person (`call doctor white about the weather`), because
    there titles are those of artists, works and stations (`play doctor hook`).

    Args:
        words: normalised words, N ≥ 0.
        vocabulary: of the language spoken.
        public: whether the request is one in which names are of artists, works and public places.
    """
    known = TITLES[vocabulary.language]
    for position, word in enumerate(words):
        if not _is_title(words, position, known) or (public and not _is_led(words, position, vocabulary)):
            continue
        last = _name_end(words, position, known, vocabulary)
        if last is not None:
            first = position if word in known.titles | vocabulary.names.titles or word in _ADDRESSES else position + 1
            yield PersonalSpan(kind=PersonalKind.NAME, first_word=first, last_word=last, source=SpanSource.RULE)


_ADDRESSES: Final = listed("doctor professor miss nurse frau doktor professorin doktorin dokter zuster juf")
"""Common nouns that are titles of strangers where a name follows; relations are none, they name no one."""


def _is_title(words: Sequence[str], position: int, known: TitleWords) -> bool:
    word = words[position]
    if word in known.titles:
        return True
    if word not in known.occupations:
        return False
    before = words[position - 1] if position > 0 else ""
    return before not in known.determiners and not (word == "miss" and before in known.verbal)


def _is_led(words: Sequence[str], position: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a phrase that leads to a person ends right before a title."""
    strong = vocabulary.names.strong
    return any(len(phrase) <= position and phrase_at(words, position - len(phrase), (phrase,)) for phrase in strong)


def _name_end(words: Sequence[str], title: int, known: TitleWords, vocabulary: Vocabulary) -> int | None:
    """Return the last word of the name after a title; None where a sentence goes on instead."""
    names = vocabulary.names
    first = title + 1
    while first < len(words) and words[first] in known.titles | known.occupations:  # `herr doktor klein`
        first += 1
    while first < len(words) - 1 and words[first] in names.particles and words[first + 1] not in known.never:
        first += 1
    if first >= len(words) or not _can_be_surname(words[first], known, vocabulary):
        return None
    last, limit = first, min(len(words), first + MOST_AFTER_TITLE)
    while last + 1 < limit and _can_be_surname(words[last + 1], known, vocabulary):
        # A common word goes on with a name only after a first name: `dr anna white`, but `mr white kitchen`.
        if words[last] not in names.first_names and names.base_form(words[last + 1]) is not None:
            break
        last += 1
    return last


def _can_be_surname(word: str, known: TitleWords, vocabulary: Vocabulary) -> bool:
    """Tell whether a word may be a surname: any word of letters that is not of a closed class nor a participle."""
    if not word[:1].isalpha() or word in known.never or word in vocabulary.numbers.clock:
        return False
    common = vocabulary.names.common
    participle = vocabulary.language == "en" and word.endswith("ed") and word not in common
    return not participle or vocabulary.names.base_form(word) is None
