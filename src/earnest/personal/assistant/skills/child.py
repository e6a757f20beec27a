"""Skill child: the process in which skills that ask other hosts run; it holds no key and reaches no data of ours.

Started by `running` as `python -m earnest.personal.assistant.skills.child FOLDER`, with its standard input and output
joined to the parent; FOLDER is the data folder, which it never reaches where the kernel can see to that. It ends when
its input ends. Nothing is logged: what it handles is what people said.
"""

import ipaddress
import os
import site
import socket
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

import earnest
from earnest.foundation import confinement
from earnest.foundation.child_processes import budgets
from earnest.foundation.child_processes.frames import ChildFrame, ChildFrameKind, encode_frame
from earnest.foundation.child_processes.serving import serve_parent
from earnest.personal.assistant.skills.orders import (
    LONGEST_ANSWER,
    SkillOrder,
    SkillReport,
    SkillUnreadable,
    decode_order,
    encode_report,
)
from earnest.personal.assistant.skills.outside import load_skills
from earnest.personal.assistant.skills.plugin import OutsideSkill, RefreshingSkill, SkillProblem

_SYSTEM: Final = ("/usr", "/lib", "/lib64", "/bin", "/etc", "/opt", "/nix/store", "/dev", "/run/systemd/resolve")
"""Programs, libraries, names of hosts, certificates."""
FAILED: Final = "skill_failed"
"""It raised something of its own."""
HOST_REFUSED: Final = "host_refused"
"""It asked a host that it had not declared."""


class UndeclaredHost(OSError):
    """A skill asks a host that it did not declare."""


class DeclaredHosts:
    """Refuses connections to hosts that a skill did not declare. It stops mistakes, not an attacker in this process."""

    def __init__(self) -> None:
        """Refuse all."""
        self._names: frozenset[str] = frozenset()
        self._addresses: frozenset[str] = frozenset()
        self.refused = False

    def allow(self, hosts: tuple[str, ...]) -> None:
        """Allow these hosts, with the addresses that they have now, and no others."""
        self.refused = False
        self._names, found = frozenset(host.casefold() for host in hosts), set[str]()
        for host in hosts:
            try:
                found |= {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
            except OSError:
                continue  # The skill will find out and say so.
        self._addresses = frozenset(found)

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        """Look at what Python is about to do.

        Raises:
            UndeclaredHost: it is to ask another host.
        """
        if event == "socket.getaddrinfo":
            self._check(arguments[0])
        elif event == "socket.connect" and isinstance(arguments[1], tuple):
            self._check(cast("tuple[object, ...]", arguments[1])[0])

    def _check(self, host: object) -> None:
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
        if name.casefold() in self._names or name in self._addresses or _is_numeric(name) in self._addresses:
            return
        self.refused = True
        raise UndeclaredHost


def _is_numeric(name: str) -> str:
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return ""


def do(order: SkillOrder, skills: dict[str, OutsideSkill], declared: DeclaredHosts) -> SkillReport:
    """Carry out an order; whatever a skill raises becomes a problem with a code."""
    if not order.skill:
        return SkillReport(descriptions=tuple(skill.description for skill in skills.values()))
    skill = skills.get(order.skill)
    if skill is None:
        return SkillReport(problem="skill_missing")
    declared.allow(order.hosts)
    try:
        return _ask(skill, order)
    except SkillProblem as problem:
        return SkillReport(problem=HOST_REFUSED if declared.refused else problem.code)
    except Exception:  # noqa: BLE001 - whatever a skill does, the others go on
        return SkillReport(problem=HOST_REFUSED if declared.refused else FAILED)
    finally:
        declared.allow(())


def _ask(skill: OutsideSkill, order: SkillOrder) -> SkillReport:
    if order.request is not None:
        outcome = skill.carry_out(order.request)
        return SkillReport(outcome=replace(outcome, text=outcome.text[:LONGEST_ANSWER]))
    if isinstance(skill, RefreshingSkill):
        return SkillReport(knowledge=skill.refresh(order.settings or {}))
    return SkillReport(problem="nothing_to_fetch")


def main(folder: str) -> int:
    """Run until the parent closes the connection; returns the exit status."""
    budgets.confine()
    ours = {str(Path(path).parent) for path in earnest.__path__}
    read = [*_SYSTEM, sys.prefix, sys.base_prefix, sys.exec_prefix, *site.getsitepackages(), *ours]
    _ = confinement.confine(read=read, write=("/dev/null",), never=folder)
    _ = os.umask(0o077)
    skills, declared = load_skills(), DeclaredHosts()
    sys.addaudithook(declared.audit)

    def answer(frame: ChildFrame) -> bytes:
        if frame.kind != ChildFrameKind.SKILL:
            return encode_frame(ChildFrameKind.FAILED)
        try:
            report = do(decode_order(frame.payload), skills, declared)
        except SkillUnreadable as error:
            return encode_frame(ChildFrameKind.FAILED, error.code.encode())
        return encode_frame(ChildFrameKind.SKILL_DID, encode_report(report))

    serve_parent(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
