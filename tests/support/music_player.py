"""A real MPD with one song and one playlist, without sound."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy
import pytest

from earnest.sound_files.encoding import encode_wav
from support.processes import free_port


@dataclass(frozen=True, kw_only=True)
class MusicPlayer:
    """The player."""

    port: int
    process_id: int

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.process_id, number)


@contextmanager
def music_player(folder: Path, playlist: str = "Breakfast") -> Generator[MusicPlayer]:
    """Run it for the block."""
    program = shutil.which("mpd")
    if program is None:
        pytest.skip("MPD is not installed (apt install mpd): the music skill is not tested here")
    port = free_port()
    for name in ("music", "playlists"):
        (folder / name).mkdir()
    _ = (folder / "music" / "tone.wav").write_bytes(encode_wav(numpy.zeros(320_000, dtype=numpy.int16)))
    _ = (folder / "playlists" / f"{playlist}.m3u").write_text("tone.wav\n")
    _ = (folder / "mpd.conf").write_text(
        f'music_directory "{folder}/music"\nplaylist_directory "{folder}/playlists"\ndb_file "{folder}/db"\n'
        f'bind_to_address "127.0.0.1"\nport "{port}"\nlog_file "{folder}/log"\nauto_update "no"\n'
        'audio_output {\n type "null"\n name "none"\n mixer_type "null"\n}\n'
    )
    process = subprocess.Popen([program, "--no-daemon", str(folder / "mpd.conf")])
    try:
        deadline = time.monotonic() + 20
        while not _answers(port) and time.monotonic() < deadline:
            time.sleep(0.1)
        yield MusicPlayer(port=port, process_id=process.pid)
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        _ = process.wait(10)


def _answers(port: int) -> bool:
    """Tell whether the player runs and knows its one song."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.settimeout(1)
            connection.sendall(b"update\nlistall\n")
            heard = b""
            while heard.count(b"OK") < 3:
                heard += connection.recv(1000)
            return b"tone.wav" in heard
    except OSError:
        return False
