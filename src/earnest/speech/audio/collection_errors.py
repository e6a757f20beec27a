"""Collection errors: what is wrong with a folder of recordings, with the line and without its content.

EarnestError
└── InvalidInput
    ├── UnreadableCollection
    └── UnreadableEntry
        ├── EntryNotUnderstood
        ├── EntryOutsideFolder
        ├── EntryNotAFile
        └── EntryWithoutSound
"""

from earnest.foundation.errors import InvalidInput


class UnreadableCollection(InvalidInput):
    """There are no recordings here in a form that can be read."""

    code = "unreadable_collection"
    remedy = "Give a folder of sound files, a manifest.jsonl, a Lhotse manifest or a Common Voice table."


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
    """A line of the list of recordings is not of the form that the lines before it or its name promise."""

    code = "entry_not_understood"


class EntryOutsideFolder(UnreadableEntry):
    """A line of the list of recordings names a file outside of the folder."""

    code = "entry_outside_folder"
    remedy = "Move the recordings into the folder of the list."


class EntryNotAFile(UnreadableEntry):
    """A line of the list of recordings asks for a command or an address on the internet; neither is ever followed."""

    code = "entry_not_a_file"
    remedy = "Save the sound as a file in the folder and name that."


class EntryWithoutSound(UnreadableEntry):
    """A line of the list of recordings names a file that is not there."""

    code = "entry_without_sound"
    remedy = "Put the file into the folder, or remove this line."
