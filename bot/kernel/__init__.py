"""The inner loops in C, where they could be built: `kernel`; else `HAS_KERNEL` is False and numpy does the same.

Every function has its twin in numpy beside the one caller, chosen by that caller's argument `native`; tests hold that
both give the same results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

EDITION = 4  # as in _kernel.c; counts up whenever a function comes, goes or takes other arguments

if TYPE_CHECKING:
    from bot.kernel import _kernel as kernel
else:
    try:
        from bot.kernel import _kernel as kernel
    except ImportError:  # installed without a compiler
        kernel = None
    if getattr(kernel, "EDITION", 1) != EDITION:
        kernel = None  # built of an older checkout: `pip install --no-deps -e .` builds it anew

HAS_KERNEL = kernel is not None

__all__ = ["HAS_KERNEL", "kernel"]
