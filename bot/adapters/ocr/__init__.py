"""Words in pictures, read by a program of this machine."""
