"""`sosik`, and `python -m bot`: Ctrl-C while modules are still being imported ends it without a word."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """The command line."""
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from bot.ingest.memory import uncollected

    with uncollected():  # looking for garbage among what modules are made of takes a fifth of the start
        from bot.entrypoints.cli.commands import main as run  # half a second

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # while the interpreter ends


if __name__ == "__main__":
    main()
