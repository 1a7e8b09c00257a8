"""`sosik`, and `python -m bot`: a signal that comes while modules are still being imported is obeyed once they are.

Until then it waits with the kernel, so that no import is torn in two and each command ends as it says: `sosik run`
with 0, and `sosik chat` once it talks; every other with 130 (Ctrl-C) or 143 (SIGTERM).
"""

from __future__ import annotations

import signal
import sys

from bot.concurrency import signals


def main() -> None:
    """The command line."""
    signals.hold()
    from bot.ingest.memory import uncollected

    with uncollected():  # looking for garbage among what modules are made of takes a fifth of the start
        from bot.entrypoints.cli.commands import main as run  # half a second

    try:
        run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # while the interpreter ends


if __name__ == "__main__":
    main()
