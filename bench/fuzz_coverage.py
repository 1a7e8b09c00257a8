"""One target of `bench.fuzz` under atheris, which watches the branches: python -m bench.fuzz_coverage reader 60"""

from __future__ import annotations

import sys
import tempfile

import atheris

with atheris.instrument_imports(include=["bot"], enable_loader_override=False):
    from bench import fuzz

if __name__ == "__main__":
    name, seconds = sys.argv[1:]
    options = [
        f"-max_total_time={seconds}", f"-max_len={fuzz.LONGEST}", "-timeout=20", "-rss_limit_mb=2048",
        "-verbosity=0", f"-artifact_prefix={tempfile.gettempdir()}/", "-print_final_stats=1", str(fuzz.CORPUS / name),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], lambda data: fuzz.check(name, data))
    atheris.Fuzz()
