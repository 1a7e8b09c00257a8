"""Words that were spoken, written down by a server."""
