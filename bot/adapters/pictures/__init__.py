"""Pictures, drawn by matplotlib in a thread of their own."""
