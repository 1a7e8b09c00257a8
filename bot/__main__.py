"""`python -m bot` is `sosik`."""

from bot.entrypoints.cli.commands import main

main()
