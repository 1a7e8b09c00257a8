"""What ends the process from outside: held while modules are imported, obeyed once a command says how it ends.

Held with the kernel, so that no import is torn in two. What came meanwhile comes upon `obey`.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

ENDING = {signal.SIGINT, signal.SIGTERM}


def hold() -> None:
    """Ctrl-C and SIGTERM wait for `obey` from now on, and are KeyboardInterrupt and SystemExit(143) then."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _terminate)


def obey() -> None:
    """Let in what waits, and all that comes."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)  # as a shell counts; what is open is closed on the way
