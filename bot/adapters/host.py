"""Who this process is among those on this host, and whether another one there still lives.

>>> has_ended(own_name())
False

A name says where (the boot of the machine, and the container), which number, and since when, as numbers are given
again. Of a process elsewhere nobody here can tell whether it lives.
"""

from __future__ import annotations

import hashlib
import os
import socket
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def own_name() -> str:
    """At most 40 characters, in three parts parted by colons."""
    return f"{_place()}:{os.getpid()}:{_since(os.getpid()) or '-'}"


def has_ended(name: str) -> bool:
    """Whether the process of that `own_name` has surely ended; more parts may follow the three."""
    place, number, since = [*name.split(":"), "", ""][:3]
    if place != _place() or not number.isdecimal():
        return False
    if since != "-":
        return _since(int(number)) != since
    try:
        os.kill(int(number), 0)  # asks, and sends nothing
    except ProcessLookupError:
        return True
    except OSError:
        pass
    return False


def _place() -> str:
    """The boot and the process namespace of a Linux; elsewhere the host's name."""
    parts = [socket.gethostname()]
    with suppress(OSError):
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        parts = [boot, str((_PROC / "self/ns/pid").readlink())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def _since(number: int) -> str:
    """When the process of that number began, in ticks since the boot; "" when there is none, or it is a corpse."""
    try:
        fields = (_PROC / str(number) / "stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return ""
    state, since = fields[0], fields[19]  # proc_pid_stat(5): the third and the 22nd
    return "" if state in (b"Z", b"X") else since.decode("ascii")
