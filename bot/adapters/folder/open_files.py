"""Whether somebody still has a file open for writing.

Linux grants a read lease on a file only while nobody writes to it, which is exactly the question; no waiting for the
file to "look finished" is needed. Elsewhere, and on file systems without leases, the answer is unknown.
"""

from __future__ import annotations

import errno
import fcntl
import signal
import sys


def is_being_written(descriptor: int) -> bool | None:
    """Whether a process has the file of *descriptor* (open for reading) open for writing; None when unknown."""
    if sys.platform != "linux":
        return None
    try:
        # A writer that opens the file in the microseconds of our lease makes the kernel signal us:
        # by default with SIGIO, which would end the process; SIGURG is ignored by default.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as fault:
        return True if fault.errno == errno.EAGAIN else None
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False
