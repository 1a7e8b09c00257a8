"""A function for `test_limited_process`, whose module takes longer to import than the function may."""

import time

time.sleep(1.0)


def size(raw: bytes) -> int:
    return len(raw)
