"""What ends the process from outside: held while modules are imported, obeyed once a command says how it ends.

Held with the kernel, so that no import is torn in two. What came meanwhile comes upon `obey`.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn


def ending() -> set[signal.Signals]:
    """Ctrl-C, SIGTERM and, unless whoever started us has it ignored as nohup does, the end of the terminal."""
    ends = {signal.SIGINT, signal.SIGTERM}
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        ends.add(signal.SIGHUP)
    return ends


def hold() -> None:
    """They wait for `obey` from now on, and are KeyboardInterrupt and SystemExit(128 + number) then."""
    for number in ending():
        signal.signal(number, signal.default_int_handler if number is signal.SIGINT else _terminate)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, ending())


def obey() -> None:
    """Let in what waits, and all that comes."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ending())


def interrupt_once() -> None:
    """Whichever comes first is a KeyboardInterrupt; whoever is being ended hears no other one meanwhile."""
    for number in ending():
        signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    for other in ending():
        signal.signal(other, _ignore)  # SIG_IGN for one that has come already is told as a race
    raise KeyboardInterrupt


def _ignore(number: int, frame: FrameType | None) -> None:
    """Hear it, and go on."""


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)  # as a shell counts; what is open is closed on the way
