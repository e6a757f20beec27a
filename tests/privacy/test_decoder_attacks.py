"""CR4: a parser of foreign files that was taken over reads no key, reaches no network and starts no program.

The attacker runs code of their own in a process that gave up what the decoder child gives up, under a parent that may
read a key.
"""

import subprocess
import sys
from pathlib import Path

import numpy
import psutil
import pytest

from earnest.foundation.confinement import version
from earnest.foundation.units import SAMPLING_RATE_HERTZ
from earnest.sound_files import decoder_child
from earnest.sound_files.decoder_process import DecoderProcess
from earnest.sound_files.encoding import encode_wav

ATTEMPTS = {
    "connects": "import socket; socket.create_connection(('127.0.0.1', {port}), 2)",
    "listens": "import socket; socket.socket(socket.AF_INET6)",
    "asks_names": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "talks_to_postgres": "import socket; socket.socket(socket.AF_UNIX)",
    "starts_a_program": "import os; os.execv('/bin/true', ['true'])",
    "starts_a_child": "import subprocess; subprocess.run(['/bin/true'], check=True)",
    "reads_a_key": "open({key!r}).read()",
    "reads_users": "open('/etc/passwd').read()",
    "reads_its_parent": "import os; open(f'/proc/{{os.getppid()}}/environ').read()",
    "writes_a_file": "open({key!r} + '.new', 'w').write('x')",
    "takes_memory": "bytearray(3 * 2**30)",
}
GIVE_UP = (
    "from earnest.foundation.child_processes.budgets import confine, give_up_reach\n"
    f"confine(memory_bytes={decoder_child.MEMORY_BYTES}); assert give_up_reach()\n"
)


def run(program: str, key: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", program.format(key=str(key), port=9)]
    return subprocess.run(command, capture_output=True, check=False, timeout=120)


@pytest.mark.skipif(version() == 0, reason="this kernel has no Landlock")
@pytest.mark.parametrize("attempt", sorted(ATTEMPTS))
def test_cr4_what_the_decoder_gave_up_is_out_of_reach(tmp_path: Path, attempt: str) -> None:
    key = tmp_path / "personal.json"
    _ = key.write_text("key")
    told = run(
        GIVE_UP + f"try:\n    {ATTEMPTS[attempt]}\nexcept (PermissionError, OSError, MemoryError) as error:\n"
        "    print('refused', type(error).__name__)\nelse:\n    print('reached')",
        key,
    )
    assert told.stdout.startswith(b"refused"), (told.stdout, told.stderr[-500:])
    assert b"ConnectionRefused" not in told.stdout


@pytest.mark.parametrize("attempt", ["starts_a_child", "reads_a_key", "talks_to_postgres"])
def test_cr4_the_same_attempts_reach_what_they_want_without_it(tmp_path: Path, attempt: str) -> None:
    key = tmp_path / "personal.json"
    _ = key.write_text("key")
    told = run(f"{ATTEMPTS[attempt]}\nprint('reached')", key)
    assert told.stdout == b"reached\n", "else the test above would show nothing"


def test_cr4_the_decoder_child_gives_it_up_and_still_decodes() -> None:
    tone = (8000 * numpy.sin(numpy.arange(SAMPLING_RATE_HERTZ) / 10)).astype(numpy.int16)
    with DecoderProcess() as decoder:
        assert decoder.decode(encode_wav(tone)).size == tone.size
        ours = [child for child in psutil.Process().children(recursive=True) if "decoder_child" in str(child.cmdline())]
        text = Path(f"/proc/{ours[-1].pid}/status").read_text()
    status = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
    assert (status["Seccomp"], status["NoNewPrivs"]) == ("2", "1")
