"""Plays, stops and changes the loudness of music on a player that speaks the protocol of MPD.

Source: https://mpd.readthedocs.io/en/latest/protocol.html; the few commands that are needed are spoken here, because
the library for it is under the LGPL.
"""

import socket
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

from earnest.personal.assistant.skills.plugin import (
    SettingKind,
    SkillDescription,
    SkillIntent,
    SkillKnowledge,
    SkillOutcome,
    SkillProblem,
    SkillRequest,
    SkillSetting,
)

NAME: Final = "music"
PORT: Final = 6600
_SECONDS: Final = 2.0
"""For each answer of the player, so that the limit of skills leaves time to say what failed."""
_CHANGING: Final = frozenset({"play", "pause", "clear", "load", "setvol"})
"""Commands after which silence does not mean that nothing was changed."""
_STEP: Final = 10
_MOST_PLAYLISTS: Final = 200

DESCRIPTION: Final = SkillDescription(
    name=NAME,
    titles={"en": "Music", "de": "Musik", "nl": "Muziek"},
    sent={
        "en": "The player (MPD) is told to play, to stop and how loud. Names of playlists are fetched "
        "every ten minutes.",
        "de": "Der Player (MPD) erfährt, was er spielen soll und wie laut. Namen von Wiedergabelisten "
        "werden alle zehn Minuten geholt.",
        "nl": "De speler (MPD) hoort wat te spelen en hoe hard. Namen van afspeellijsten worden elke tien "
        "minuten opgehaald.",
    },
    examples={
        "en": ("play some music", "play the playlist breakfast", "stop the music", "turn it up"),
        "de": ("spiel Musik", "spiel die Playlist Frühstück", "stopp die Musik", "lauter"),
        "nl": ("speel muziek", "speel de afspeellijst ontbijt", "stop de muziek", "harder"),
    },
    intents=(
        SkillIntent(
            name="play_music",
            slots=("playlist",),
            sentences={
                "en": (
                    "(play|put on|turn on|switch on) (some|a bit of|the)? music",
                    "(put|turn|switch) (some|the)? music on",
                    "play (the|my)? playlist {playlist}",
                    "play (the|my)? {playlist} playlist",
                ),
                "de": (
                    "(spiel|spiele) (ein bisschen|etwas)? (music|musik)",
                    "(spiel|spiele) (die)? (playlist|wiedergabeliste) {playlist}",
                    "(mach|mache|schalt|schalte|stell|stelle)? (die|etwas)? musik (an|ein)",
                ),
                "nl": (
                    "speel (wat|de)? muziek",
                    "(zet|doe)? (wat|de)? muziek (op|aan)",
                    "speel (de)? (playlist|afspeellijst) {playlist}",
                ),
            },
        ),
        SkillIntent(
            name="stop_music",
            sentences={
                "en": ("(stop|pause|turn off|switch off) (the)? music", "(turn|switch)? (the)? music off"),
                "de": (
                    "(stopp|stoppe|pausiere|stop) (die)? musik",
                    "(mach|mache|schalt|schalte|stell|stelle)? (die)? musik (aus|ab)",
                ),
                "nl": ("(stop|pauzeer) (de)? muziek", "(zet|doe)? (de)? muziek (uit|af)"),
            },
        ),
        SkillIntent(
            name="volume_up",
            sentences={
                "en": ("turn (it|the volume|the music) up", "turn up the (volume|music)", "louder"),
                "de": ("(mach|mache|stell|stelle|dreh|drehe)? (die musik|sie|es)? lauter",),
                "nl": ("(zet|doe)? (de muziek|het|het volume)? harder", "zet (het)? volume (hoger|omhoog)"),
            },
        ),
        SkillIntent(
            name="volume_down",
            sentences={
                "en": ("turn (it|the volume|the music) down", "turn down the (volume|music)", "quieter"),
                "de": ("(mach|mache|stell|stelle|dreh|drehe)? (die musik|sie|es)? leiser",),
                "nl": ("(zet|doe)? (de muziek|het|het volume)? zachter", "zet (het)? volume (lager|omlaag)"),
            },
        ),
    ),
    settings=(
        SkillSetting(
            name="address",
            kind=SettingKind.ADDRESS,
            titles={"en": "Address of the player", "de": "Adresse des Players", "nl": "Adres van de speler"},
            placeholder="tcp://192.168.1.20:6600",
        ),
        SkillSetting(
            name="password",
            kind=SettingKind.SECRET,
            required=False,
            titles={"en": "Password", "de": "Passwort", "nl": "Wachtwoord"},
        ),
    ),
)
_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "play": "Playing {title}.",
        "stop": "The music is off.",
        "volume": "Volume {volume} percent.",
        "music": "music",
        "source_gone": "The music player does not answer; nothing was changed.",
        "not_confirmed": "The music player does not answer any more; I do not know whether it changed anything.",
        "source_unusable": "What answers at the address of the player is no MPD.",
        "refused": "The music player refused that; nothing was changed.",
        "nothing": "There is nothing to play in the player's queue.",
        "playlist_unknown": "The player has no playlist {title}.",
        "not_playing": "The player was told to play and does not.",
        "no_volume": "This player's volume cannot be changed.",
    },
    "de": {
        "play": "Es spielt {title}.",
        "stop": "Die Musik ist aus.",
        "volume": "Lautstärke {volume} Prozent.",
        "music": "Musik",
        "source_gone": "Der Player antwortet nicht; es wurde nichts geändert.",
        "not_confirmed": "Der Player antwortet nicht mehr; ich weiß nicht, ob er etwas geändert hat.",
        "source_unusable": "Was an der Adresse des Players antwortet, ist kein MPD.",
        "refused": "Der Player hat das abgelehnt; es wurde nichts geändert.",
        "nothing": "In der Warteschlange des Players ist nichts.",
        "playlist_unknown": "Der Player hat keine Wiedergabeliste {title}.",
        "not_playing": "Der Player sollte spielen und tut es nicht.",
        "no_volume": "Die Lautstärke dieses Players lässt sich nicht ändern.",
    },
    "nl": {
        "play": "{title} speelt.",
        "stop": "De muziek is uit.",
        "volume": "Volume {volume} procent.",
        "music": "Muziek",
        "source_gone": "De muziekspeler antwoordt niet; er is niets veranderd.",
        "not_confirmed": "De muziekspeler antwoordt niet meer; ik weet niet of hij iets veranderd heeft.",
        "source_unusable": "Wat op het adres van de speler antwoordt is geen MPD.",
        "refused": "De muziekspeler weigerde dat; er is niets veranderd.",
        "nothing": "Er staat niets in de wachtrij van de speler.",
        "playlist_unknown": "De speler heeft geen afspeellijst {title}.",
        "not_playing": "De speler moest spelen en doet dat niet.",
        "no_volume": "Het volume van deze speler kan niet veranderd worden.",
    },
}


class Player:
    """A connection to MPD that was greeted."""

    def __init__(self, connection: socket.socket) -> None:
        """Take a fresh connection.

        Raises:
            SkillProblem: it is no MPD.
        """
        self._stream = connection.makefile("rw", encoding="utf-8", newline="\n")
        self._changed = False
        if not self._line().startswith("OK MPD "):
            raise SkillProblem("source_unusable")

    def ask(self, *words: str) -> list[tuple[str, str]]:
        """Return the fields that answer a command.

        Raises:
            SkillProblem: it was refused, or the player is gone.
        """
        quoted = [words[0], *('"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in words[1:])]
        if any(character in word for word in words for character in "\r\n"):
            raise SkillProblem("refused")
        self._changed = self._changed or words[0] in _CHANGING
        try:
            _ = self._stream.write(" ".join(quoted) + "\n")
            self._stream.flush()
        except OSError:
            raise self._gone() from None
        fields: list[tuple[str, str]] = []
        while (line := self._line()) != "OK":
            if line.startswith("ACK "):
                raise SkillProblem("refused")
            name, _, value = line.partition(": ")
            fields.append((name, value))
        return fields

    def status(self) -> dict[str, str]:
        """Return the state of the player."""
        return dict(self.ask("status"))

    def playlists(self) -> list[str]:
        """Return the names of the playlists that are kept there."""
        return [value for name, value in self.ask("listplaylists") if name == "playlist"][:_MOST_PLAYLISTS]

    def _line(self) -> str:
        try:
            line = self._stream.readline(65536)
        except (OSError, UnicodeDecodeError):
            raise self._gone() from None
        if not line.endswith("\n"):
            raise self._gone()
        return line.removesuffix("\n")

    def _gone(self) -> SkillProblem:
        return SkillProblem("not_confirmed" if self._changed else "source_gone")


@contextmanager
def connected(settings: Mapping[str, str]) -> Generator[Player]:
    """Connect to the player for the block.

    Raises:
        SkillProblem: it is gone, no MPD, or refuses the password.
    """
    parts = urlsplit(settings["address"])
    try:
        connection = socket.create_connection((parts.hostname or "", parts.port or PORT), timeout=_SECONDS)
    except (OSError, ValueError):
        raise SkillProblem("source_gone") from None
    with connection:
        player = Player(connection)
        if settings.get("password"):
            _ = player.ask("password", settings["password"])
        yield player


class Music:
    """The skill."""

    description = DESCRIPTION

    def refresh(self, settings: Mapping[str, str]) -> SkillKnowledge:
        """Fetch the names of playlists.

        Raises:
            SkillProblem: see `connected`.
        """
        with connected(settings) as player:
            names = player.playlists()
        return SkillKnowledge(knowledge="", names=tuple(names))

    def carry_out(self, request: SkillRequest) -> SkillOutcome:
        """Do it, and say what the player says of itself afterwards."""
        texts = _SAID[request.language]
        title = request.slots.get("playlist", "")
        try:
            with connected(request.settings) as player:
                return _act(player, request.intent, title, texts)
        except SkillProblem as problem:
            said = texts.get(problem.code)
            if said is None:
                raise
            return SkillOutcome(text=said.format(title=title), done=False)


def _act(player: Player, intent: str, title: str, texts: Mapping[str, str]) -> SkillOutcome:
    if intent == "play_music":
        return SkillOutcome(text=texts["play"].format(title=_play(player, title) or texts["music"]), done=True)
    if intent == "stop_music":
        if player.status().get("state") == "play":
            _ = player.ask("pause", "1")
        if player.status().get("state") == "play":
            raise SkillProblem("refused")
        return SkillOutcome(text=texts["stop"], done=True)
    volume = int(player.status().get("volume", "-1"))
    if volume < 0:
        raise SkillProblem("no_volume")
    wanted = max(0, min(100, volume + (_STEP if intent == "volume_up" else -_STEP)))
    _ = player.ask("setvol", str(wanted))
    return SkillOutcome(text=texts["volume"].format(volume=player.status().get("volume", "?")), done=True)


def _play(player: Player, title: str) -> str:
    """Play a playlist, or what stands in the queue, and return the name of the playlist.

    Raises:
        SkillProblem: there is no such playlist, nothing to play, or it does not play then.
    """
    kept = ""
    if title:
        kept = next((one for one in player.playlists() if one.casefold() == title.casefold()), "")
        if not kept:
            raise SkillProblem("playlist_unknown")
        _ = player.ask("clear")
        _ = player.ask("load", kept)
    if player.status().get("playlistlength", "0") == "0":
        raise SkillProblem("nothing")
    _ = player.ask("play")
    if player.status().get("state") != "play":
        raise SkillProblem("not_playing")
    return kept
