"""pytest with the arguments given, as where no compiler built the kernel: numpy does its work.

python -m tests.without_kernel tests/index tests/search
"""

from __future__ import annotations

import sys

import pytest

sys.modules["bot.kernel._kernel"] = None  # type: ignore[assignment] # an import of it fails from now on

if __name__ == "__main__":
    sys.exit(pytest.main(sys.argv[1:]))
