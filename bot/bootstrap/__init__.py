"""Where the rooms are put together: a folder and its index, which the shell needs alone, and all services of a bot."""
