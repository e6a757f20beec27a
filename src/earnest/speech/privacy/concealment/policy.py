"""Policy: which intents and slots are public, private or judged by their words; a table, no model.

The names are those of Snips, SLURP, xSID, CLINC150 and Home Assistant, so that assistants built after them are covered
as they are. What the table does not know is read strictly: its slots protect nothing, and names in it are private.

What the policy never does: it keeps no number, e-mail address, password or spelled word, in whatever slot it stands,
and no name that the household knows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from earnest.speech.meaning.interpretation import Slot
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary, listed


class Reading(StrEnum):
    """How names in a request are read where no slot says more."""

    PUBLIC = "public"
    """Names are of artists, works, teams and public places."""
    PRIVATE = "private"
    """Names are of people and places of somebody's life."""


class Handling(StrEnum):
    """What is done with the value of a slot."""

    PUBLIC = "public"
    """Names and places in it stay, unless the household knows them."""
    PRIVATE = "private"
    """It is concealed whatever it is, but for words like `my` and `brother`."""
    JUDGED = "judged"
    """Rules and tagger decide."""


PUBLIC_INTENTS: Final = listed(
    # music, radio, podcasts, books that are read out, games
    "playmusic addtoplaylist play_music music music_query music_likeness music_dislikeness music_settings likeness"
    " play_radio play_podcasts podcasts play_audiobook play_game next_song what_song update_playlist"
    " hassmediasearchandplay hassmedianext hassmediaprevious hassmediapause hassmediaunpause"
    # weather
    " getweather weather_query weather_find weather hassgetweather"
    # films, works and their ratings
    " searchscreeningevent searchcreativework ratebook recommendation_movies"
    # news and facts
    " news_query qa_factoid qa_definition qa_stock qa_currency qa_maths factoid definition exchange_rate timezone"
    " datetime_query datetime_convert fun_fact translate measurement_conversion cooking_recipe cooking_query recipe"
)
"""Intents in which names are public; lower case, with `/`, `.` and `-` as `_`."""

PUBLIC_SLOTS: Final = listed(
    "artist artist_name song song_name track album music_album music_item genre music_genre music_descriptor"
    " playlist_genre service entity_name radio_name radio_station podcast_name podcast_descriptor audiobook_name"
    " audiobook_author book_name author movie_name movie_type film object_name object_type series game_name"
    " news_topic search_query media_class city state country geographic_poi place_name location location_name"
    " time_zone definition_word currency_name"
)
"""Slots that are public within `PUBLIC_INTENTS`; anywhere else their words are judged."""

HARMLESS_SLOTS: Final = listed(
    "time date timeofday datetime timerange recurring_datetime year general_frequency duration hours minutes seconds"
    " start_hours start_minutes start_seconds color color_type color_temp brightness temperature temperature_unit"
    " condition_temperature condition_description weather_descriptor weather_attribute attribute percentage position"
    " volume volume_level volume_step channel rating_value best_rating rating_unit object_select"
    " object_part_of_series_type sort spatial_relation party_size_number restaurant_type cuisine served_dish food_type"
    " drink_type coffee_type ingredient cooking_type meal_type order_type device_type device_class domain area floor"
    " house_place room player_setting change_amount transport_type alarm_type joke_type game_type sport_type app_name"
    " size number_of_shots numberofshots coffeedrink roast milkamount sugaramount"
)
"""Slots that hold no names of people and no places of somebody's life, in any intent."""

PRIVATE_SLOTS: Final[Mapping[str, PersonalKind]] = {
    **dict.fromkeys(
        listed(
            "person persons people contact contact_name receiver recipient recipients sender caller callee to_person"
            " from_person attendee attendees invitee guest first_name last_name surname full_name user_name username"
            " playlist_owner family_member child patient employee doctor_name"
        ),
        PersonalKind.NAME,
    ),
    **dict.fromkeys(
        listed("address street street_address home_address work_address delivery_address house_number destination"),
        PersonalKind.ADDRESS,
    ),
    **dict.fromkeys(listed("post_code postcode postal_code zip zip_code plz"), PersonalKind.POST_CODE),
    **dict.fromkeys(
        listed("phone phone_number telephone telephone_number mobile mobile_number number_to_call"),
        PersonalKind.TELEPHONE_NUMBER,
    ),
    **dict.fromkeys(listed("email email_address mail mail_address"), PersonalKind.EMAIL_ADDRESS),
    **dict.fromkeys(
        listed("account account_number card card_number iban routing_number policy_number customer_number"),
        PersonalKind.ACCOUNT_NUMBER,
    ),
    **dict.fromkeys(listed("password passcode pin pin_code code secret"), PersonalKind.SECRET),
    **dict.fromkeys(listed("birthday birth_date date_of_birth dob"), PersonalKind.DATE_OF_BIRTH),
    **dict.fromkeys(listed("url website web_address ip_address"), PersonalKind.WEB_ADDRESS),
    **dict.fromkeys(listed("licence_plate license_plate plate_number"), PersonalKind.LICENCE_PLATE),
}
"""Slots that are concealed in any intent, and what they hold."""


def reading_of(intent: str | None) -> Reading | None:
    """Return how names in a request of an intent are read; None where no intent is known, so that the words decide."""
    if intent is None:
        return None
    return Reading.PUBLIC if _as_listed(intent) in PUBLIC_INTENTS else Reading.PRIVATE


def handling_of(intent: str | None, slot: str) -> Handling:
    """Return what is done with the value of a slot.

    Args:
        intent: as the assistant names it (`weather/find`); None and unknown ones make no slot public.
        slot: as the assistant names it (`reminder/todo`).
    """
    name = _slot_name(slot)
    if name in PRIVATE_SLOTS:
        return Handling.PRIVATE
    if name in HARMLESS_SLOTS or (name in PUBLIC_SLOTS and reading_of(intent) is Reading.PUBLIC):
        return Handling.PUBLIC
    return Handling.JUDGED


def private_slot_spans(
    words: Sequence[str], slots: Sequence[Slot], vocabulary: Vocabulary, intent: str | None
) -> Iterator[PersonalSpan]:
    """Give where the values of private slots stand.

    A value that is not found as a whole, because the assistant says it in words of its own, conceals those of its words
    that are no common ones, wherever they stand.
    """
    harmless = vocabulary.names.relations | vocabulary.names.particles
    for slot in slots:
        if handling_of(intent, slot.name) is not Handling.PRIVATE:
            continue
        kind = PRIVATE_SLOTS[_slot_name(slot.name)]
        value = tuple(slot.value.lower().split())
        if all(word in harmless for word in value):
            continue
        places = tuple(places_of(words, value)) or tuple(
            (index, index)
            for index, word in enumerate(words)
            if word in value and vocabulary.names.base_form(word) is None
        )
        for first, last in places:
            yield PersonalSpan(kind=kind, first_word=first, last_word=last, source=SpanSource.POLICY)


def public_words(words: Sequence[str], slots: Sequence[Slot], intent: str | None) -> frozenset[int]:
    """Return the indices of the words that are public by their slots."""
    kept: set[int] = set()
    for slot in slots:
        if handling_of(intent, slot.name) is Handling.PUBLIC:
            for first, last in places_of(words, tuple(slot.value.lower().split())):
                kept.update(range(first, last + 1))
    return frozenset(kept)


def named_slot_spans(
    words: Sequence[str], slots: Sequence[Slot], household: Iterable[PersonalSpan]
) -> Iterator[PersonalSpan]:
    """Give where the value of a public slot stands in which a name of the household is said: all of it is concealed.

    `play anna schmidt` is no artist where the household knows an Anna, and her surname is hers as well.
    """
    named = frozenset(index for span in household for index in range(span.first_word, span.last_word + 1))
    for slot in slots:
        if _slot_name(slot.name) not in PUBLIC_SLOTS:
            continue
        for first, last in places_of(words, tuple(slot.value.lower().split())):
            if not named.isdisjoint(range(first, last + 1)):
                yield PersonalSpan(kind=PersonalKind.NAME, first_word=first, last_word=last, source=SpanSource.POLICY)


def places_of(words: Sequence[str], value: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the first and last index of each place where a value stands word by word."""
    wanted = tuple(value)
    for first in range(len(words) - len(wanted) + 1 if wanted else 0):
        if tuple(words[first : first + len(wanted)]) == wanted:
            yield first, first + len(wanted) - 1


def _as_listed(name: str) -> str:
    """Return a name as the tables have it: lower case, with `_` for what else parts words."""
    return name.strip().lower().translate(_SEPARATORS)


def _slot_name(name: str) -> str:
    """Return the slot of the tables that a name means; `booking.contact_name` is private because `contact_name` is."""
    listed_name = _as_listed(name)
    if listed_name in PUBLIC_SLOTS or listed_name in HARMLESS_SLOTS:
        return listed_name
    endings = (listed_name.split("_", part)[-1] for part in range(listed_name.count("_") + 1))
    return next((ending for ending in endings if ending in PRIVATE_SLOTS), listed_name)


_SEPARATORS: Final = str.maketrans("/.- ", "____")
