"""Errors of collections: what is wrong with a folder of recordings, with the line and without its content.

EarnestError
└── InvalidInput
    ├── UnreadableCollection
    │   └── ListBreaksOff
    ├── NotTaken
    │   └── NotSound, HiddenFile, PackedFile, ListPassedOver, NotInAnyList, LinkOutside
    └── UnreadableEntry
        ├── EntryNotUnderstood
        │   └── EntryNotText, EntryTooLong, EntryFieldCount, EntryWithoutRecording
        ├── EntryOutsideFolder
        ├── EntryNotAFile
        │   └── EntryInArchive
        ├── EntryChangesSound
        ├── EntrySeveralTracks
        ├── EntryOnlyFeatures
        └── EntryWithoutSound
            └── EntryWindowsPath
"""

from dataclasses import dataclass

from earnest.foundation.errors import InvalidInput


class UnreadableCollection(InvalidInput):
    """There are no recordings here in a form that can be read."""

    code = "unreadable_collection"
    remedy = (
        "Give a folder of sound files, a manifest.jsonl, a Lhotse, NeMo or Kaldi manifest, a Common Voice table or a "
        "metadata.csv; archives have to be unpacked first."
    )


class ListBreaksOff(UnreadableCollection):
    """This list is damaged or breaks off; what came before that was read."""

    code = "list_breaks_off"
    remedy = "Copy or make the list again."


class FileNotTaken(InvalidInput):
    """This file was not taken."""

    code = "not_taken"


class NotSound(FileNotTaken):
    """This is not a sound file, judging by its name and its first bytes."""

    code = "not_sound"


class HiddenFile(FileNotTaken):
    """This file is hidden: its name begins with a dot."""

    code = "hidden_file"


class PackedFile(FileNotTaken):
    """This is an archive or a table with files in it (tar, zip, Parquet, Arrow), which is not opened."""

    code = "packed_file"
    remedy = "Unpack it into a folder and give that."


class ListPassedOver(FileNotTaken):
    """This list was not read, because another one in the folder tells more or the same."""

    code = "list_passed_over"
    remedy = "Give this file itself to read it."


class NotInAnyList(FileNotTaken):
    """No line of a list that could be read names this sound file."""

    code = "not_in_any_list"
    remedy = "Give the file itself to send it."


class LinkOutside(FileNotTaken):
    """This is a link that leads out of the folder."""

    code = "link_outside"
    remedy = "Allow the folder that it leads to with --root FOLDER."


class UnreadableEntry(InvalidInput):
    """A line of the list of recordings cannot be used."""

    code = "unreadable_entry"
    remedy = "Correct or remove this line of the list."

    def __init__(self, line: int) -> None:
        """Take the number of the line, from 1."""
        super().__init__()
        self.line = line

    @property
    def message(self) -> str:
        """The sentence that tells what happened, with the line and without its content."""
        return f"{self} (line {self.line})"


class EntryNotUnderstood(UnreadableEntry):
    """A line of the list of recordings is not of a form that is read here."""

    code = "entry_not_understood"


class EntryWithoutRecording(EntryNotUnderstood):
    """A line is about a recording that is in none of the lists of recordings beside it."""

    code = "entry_without_recording"
    remedy = "Put the list of recordings beside this one (`recordings` for `supervisions` in its name)."


class EntryNotText(EntryNotUnderstood):
    """A line of the list of recordings is not written in UTF-8."""

    code = "entry_not_text"
    remedy = "Save the list as UTF-8."


class EntryTooLong(EntryNotUnderstood):
    """A line of the list of recordings is longer than 4 MiB."""

    code = "entry_too_long"


class EntryFieldCount(EntryNotUnderstood):
    """A row of the table does not have as many fields as its first row names, so they cannot be told apart."""

    code = "entry_field_count"
    remedy = "Correct this row: a tab, comma or quote inside a text shifts all that follows."


class EntryOutsideFolder(UnreadableEntry):
    """A line of the list of recordings names a file outside of the folder."""

    code = "entry_outside_folder"
    remedy = "Move the recordings into the folder of the list, or allow the folder that they are in with --root FOLDER."


class EntryNotAFile(UnreadableEntry):
    """A line of the list of recordings asks for a command or an address on the internet; neither is ever followed."""

    code = "entry_not_a_file"
    remedy = "Save the sound as a file in the folder and name that."


class EntryInArchive(EntryNotAFile):
    """A line of the list of recordings names sound inside an archive, which is not opened."""

    code = "entry_in_archive"
    remedy = "Unpack the archive and name the files."


class EntryChangesSound(UnreadableEntry):
    """A line of the list of recordings wants the sound changed (speed, volume, echo), which is not done here."""

    code = "entry_changes_sound"
    remedy = "Save the changed sound as a file and name that, or remove the change from the list."


class EntrySeveralTracks(UnreadableEntry):
    """A line of the list of recordings is mixed from several recordings, which is not done here."""

    code = "entry_several_tracks"
    remedy = "Save the mixed sound as a file and name that."


class EntryOnlyFeatures(UnreadableEntry):
    """A line of the list of recordings has computed features only, and no sound."""

    code = "entry_only_features"
    remedy = "Name the recording that the features were computed from."


class EntryWithoutSound(UnreadableEntry):
    """A line of the list of recordings names a file that is not there."""

    code = "entry_without_sound"
    remedy = "Put the file there, remove this line, or give the folder that the paths start from with --root FOLDER."


class EntryWindowsPath(EntryWithoutSound):
    """A line of the list of recordings names a file in the Windows way (drive or backslashes), and it is not there."""

    code = "entry_windows_path"
    remedy = "Write paths with / and relative to the list, or give the folder that they start from with --root FOLDER."


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A part of a collection that is not taken."""

    name: str
    """File or list, relative to the collection; fit to be printed."""
    error: InvalidInput
    """Why; of a line of a list also which."""
    count: int = 1
    """How many files it stands for."""
