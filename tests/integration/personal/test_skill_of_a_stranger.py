"""The skill of the guide is installed as a stranger would, and spoken to."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from earnest.foundation.child_processes.child import python_command
from earnest.personal.assistant.skills.orders import SkillOrder
from earnest.personal.assistant.skills.plugin import SkillRequest
from earnest.personal.assistant.skills.running import SkillRunner

GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "write-a-skill.md"


def test_the_skill_of_the_guide_is_installed_described_and_obeys(tmp_path: Path) -> None:
    """It is found by its entry point alone: nothing here names its module."""
    blocks = re.findall(r"^`([\w.]+)`:\n\n```\w+\n(.*?)^```$", GUIDE.read_text(), re.DOTALL | re.MULTILINE)
    for name, text in blocks:
        _ = (tmp_path / name).write_text(text)
    code = (tmp_path / "earnest_skill_dice.py").read_text()
    assert len([line for line in code.splitlines() if line.strip()]) <= 30
    place = tmp_path / "installed"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    _ = subprocess.run([*command, "--target", str(place), str(tmp_path)], check=True)
    # The folder stands for the environment's own: there the child, whom the kernel confines, may read packages.
    starting = f"import sys, site; sys.path.append({str(place)!r}); sys.argv[1:] = ['/nowhere']; "
    starting += f"site.getsitepackages = lambda own=site.getsitepackages(): [*own, {str(place)!r}]; "
    starting += "import runpy; runpy.run_module('earnest.personal.assistant.skills.child', run_name='__main__')"
    runner = SkillRunner(tmp_path, command=(python_command("x")[0], "-c", starting))
    try:
        assert "dice" in {one.name for one in runner.descriptions()}
        request = SkillRequest(
            intent="throw_dice", slots={}, language="de", settings={}, now=datetime(2026, 3, 4, tzinfo=UTC)
        )
        outcome = runner.give(SkillOrder(skill="dice", request=request), 20.0).outcome
        assert outcome is not None
        assert outcome.done
        assert re.fullmatch(r"Du hast [1-6] geworfen\.", outcome.text)
    finally:
        runner.close()
