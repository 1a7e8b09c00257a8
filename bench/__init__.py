"""What the speed and quality figures of the README come from. Nothing in bot/ imports it."""
