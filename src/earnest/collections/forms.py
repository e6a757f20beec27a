"""Forms: an entry of a list as an item, in the forms that the field uses. Nothing in it is ever run."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from earnest.collections.errors import (
    EntryChangesSound,
    EntryInArchive,
    EntryNotUnderstood,
    EntryWithoutRecording,
)
from earnest.collections.fields import Entry
from earnest.collections.item import CollectionItem
from earnest.collections.lhotse import cut_item, is_cut, recording_item, supervision_item
from earnest.collections.places import Places

SOUND_ENDINGS: Final = frozenset(
    {".wav", ".flac", ".ogg", ".opus", ".oga", ".mp3", ".aiff", ".aif", ".aifc", ".au", ".w64", ".rf64"}
)
FILE_FIELDS: Final = (
    "file", "audio_filepath", "file_name", "path", "audio", "audio_path", "audio_file", "wav_filename",
    "filename", "wav",
)  # fmt: skip
"""How lists call the sound file: ours, NeMo, Hugging Face, Common Voice, our export, DeepSpeech."""
FOLDERS: Final = ("clips", "wavs", "audio")
"""Where Common Voice and others keep the files that their tables name."""
TEXT_FIELDS: Final = (
    "text", "sentence", "transcript", "transcription", "normalized_text", "raw_text", "utterance", "utt",
)  # fmt: skip
SPEAKER_FIELDS: Final = ("speaker", "speaker_cluster", "client_id", "speaker_id", "spk_id")
LANGUAGE_FIELDS: Final = ("lang", "language", "locale", "source_lang")
CHANGES: Final = frozenset(
    {
        "speed", "speed_factor", "tempo", "pitch", "pitch_shift", "gain", "gain_db", "volume", "vol", "perturb", "rir",
        "reverb", "reverb_rir", "noise", "noise_path", "noise_filepath", "snr", "snr_db", "transforms", "effects",
        "augment", "augmentation", "augmentations", "filter", "codec", "narrowband", "reversed", "mix", "tracks",
    }
)  # fmt: skip
"""Fields that would change what is heard."""
NEUTRAL: Final = frozenset({"", "0", "0.0", "1", "1.0", "none", "null", "false", "[]", "{}", "no"})


@dataclass(slots=True, kw_only=True)
class Forms:
    """Turns the entries of a list into items."""

    places: Places
    recordings: Mapping[str, Entry] = field(default_factory=dict[str, Entry])
    """Of the lists beside, for supervisions."""
    words_of: Path | None = None
    """The list, where words alone are wanted too; None: each entry needs a sound file."""

    def item(self, entry: Entry) -> CollectionItem | None:
        """Return an entry as an item; None where it is about something else than sound.

        Raises:
            UnreadableEntry: it cannot be used; which error says why.
        """
        if is_cut(entry):
            return cut_item(entry, self.places)
        if "sources" in entry.values:
            return recording_item(entry, self.places)
        if "recording_id" in entry.values:
            return self._supervision(entry)
        return self._listed(entry)

    def _supervision(self, entry: Entry) -> CollectionItem:
        recording = self.recordings.get(entry.find_text("recording_id") or "")
        if recording is None:
            raise EntryWithoutRecording(entry.line)
        return supervision_item(entry, recording, self.places)

    def _listed(self, entry: Entry) -> CollectionItem | None:
        name = next(
            (name for name in FILE_FIELDS if entry.values.get(name) is not None and entry.values.get(name) != ""), None
        )
        if name is None:
            return self._words(entry)
        text = entry.find_text(name) or ""
        if name == "file" and entry.find_text("task") == "text" and Path(text).suffix.lower() not in SOUND_ENDINGS:
            return None
        if "shard_id" in entry.values:
            raise EntryInArchive(entry.line)
        refuse_changes(entry)
        start, duration = _span(entry)
        path = self.places.find(text, entry.line, within=FOLDERS if name in {"path", "wav", "filename"} else ())
        return replace(
            _labelled(entry, path),
            has_sound=True,
            start_seconds=start,
            duration_seconds=duration,
            channels=_channels(entry),
            age=entry.find_age("age"),
            personal_kind=entry.find_text("personal_kind"),
            turns=entry.turns("segments"),
        )

    def _words(self, entry: Entry) -> CollectionItem:
        """Return an entry that names no sound file.

        Raises:
            EntryNotUnderstood: words alone are not wanted, or there are none.
        """
        if self.words_of is None or entry.find_text(*TEXT_FIELDS) is None:
            raise EntryNotUnderstood(entry.line)
        return _labelled(entry, self.words_of)


def _labelled(entry: Entry, path: Path) -> CollectionItem:
    """Return what an entry says of words and meaning, as an item without sound.

    Args:
        entry: of a list.
        path: of its sound file, or of the list where it names none.
    """
    slots, further = entry.slot_values("slots")
    return CollectionItem(
        path=path,
        has_sound=False,
        line=entry.line,
        text=entry.find_text(*TEXT_FIELDS),
        intent=entry.find_text("intent"),
        slots=slots,
        further_slots=further,
        entities=entry.entities("entities"),
        speaker=entry.find_text(*SPEAKER_FIELDS),
        language=entry.find_language(*LANGUAGE_FIELDS),
        wake_word=entry.find_text("wakeword", "wake_word"),
        task=entry.find_text("task"),
        licence=entry.find_text("licence", "license"),
    )


def refuse_changes(entry: Entry) -> None:
    """Refuse an entry with a field that would change what is heard.

    Raises:
        EntryChangesSound: it has one, and not of a value that changes nothing.
    """
    for name in CHANGES & set(entry.values):
        value = entry.values[name]
        if str(value).strip().lower() not in NEUTRAL and not (name == "noise" and _describes(value)):
            raise EntryChangesSound(entry.line)


def _describes(noise: object) -> bool:
    """Tell whether a noise is a word for what is in the recording (`dog bark`), not a file or a level to be added."""
    return isinstance(noise, str) and noise.replace(" ", "").replace("_", "").isalpha()


def _span(entry: Entry) -> tuple[float, float | None]:
    """Return where the utterance lies in its file; a length without a start only says how long the file is."""
    start = entry.find_number("offset", "start", "start_seconds", "start_time", "begin")
    end = entry.find_number("end", "end_seconds", "end_time", "stop")
    length = entry.find_number("duration", "duration_seconds")
    if start is None and end is None:
        return 0.0, None
    start = start or 0.0
    duration = length if end is None else end - start
    if start < 0.0 or (duration is not None and duration <= 0.0):
        raise EntryNotUnderstood(entry.line)
    return start, duration


def _channels(entry: Entry) -> tuple[int, ...] | None:
    for name in ("channel", "channel_selector", "channels"):
        value = entry.values.get(name)
        if value is None or (isinstance(value, str) and value in {"", "average"}):
            continue
        # How many channels a file has is written as `channels`, with one number; which, as a list.
        if name != "channels" or isinstance(value, list):
            return entry.channels(name)
    return None
