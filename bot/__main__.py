"""`python -m bot` is `sosik`."""

from bot.cli import main

main()
