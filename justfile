# The tasks of everyday work; `just` lists them. They use the virtual environment of the README.
set shell := ["bash", "-euc"]
bin := ".venv/bin"
engine_tests := "tests/index tests/search tests/stories tests/korean"
quick_tests := "tests/korean tests/i18n tests/observability tests/search tests/entrypoints/telegram/test_application.py tests/test_config.py"

_default:
    @just --list

# What CI checks: format, lint, walls and types; the kernel; tests
check: lint kernel test

# Format, lint, the walls of the house, types
lint:
    {{ bin }}/ruff format --check .
    {{ bin }}/ruff check .
    {{ bin }}/lint-imports --no-logo
    {{ bin }}/mypy

# The searching tests with the kernel under the sanitizers of gcc, and without a kernel at all
kernel:
    tests/sanitized.sh {{ engine_tests }}
    {{ bin }}/python -m tests.without_kernel -p no:cacheprovider {{ engine_tests }}

# A quick part of the tests on the other Pythons, where they are here or uv can bring them
pythons:
    tests/pythons.sh {{ quick_tests }}

# Mend format and lint where that can be done by machine
fix:
    {{ bin }}/ruff check --fix .
    {{ bin }}/ruff format .

# Put the catalogues of sentences in order, after one was changed
texts:
    {{ bin }}/python -m bot.i18n

# The tests; arguments go to pytest
test *arguments:
    {{ bin }}/python -m pytest -n 2 {{ arguments }}

# The tests over real nodes of OpenSearch, which Maven brings once; needs Java 17 and Maven, some five minutes
archive-tests *arguments:
    SOSIK_ARCHIVE_TESTS=1 {{ bin }}/python -m pytest tests/adapters/opensearch {{ arguments }}

# Talk to the bot in this terminal, without a token
chat *arguments:
    @{{ bin }}/sosik chat {{ arguments }}

# Every figure about searching, beside the peers; the data's folder in SOSIK_BENCH_DATA or --data
bench-search *arguments:
    {{ bin }}/python -m bench.search {{ arguments }}

# Every figure about quotes, answers and speakers; the data's folder in SOSIK_BENCH_DATA or --data
bench-answers *arguments:
    {{ bin }}/python -m bench.answers {{ arguments }}
    {{ bin }}/python -m bench.dated
    {{ bin }}/python -m bench.speakers

# Every figure about digests: pace, crashes, composing, the start; some twelve minutes
bench-digest *arguments:
    {{ bin }}/python -m bench.digest {{ arguments }}

# The archive in real nodes of OpenSearch beside the engine in memory; needs Java and Maven
bench-archive *arguments:
    {{ bin }}/python -m bench.archive {{ arguments }}

# The editing desk: a bundle of thousands of articles, with readers searching meanwhile.
bench-desk *arguments:
    {{ bin }}/python -m bench.desk {{ arguments }}

# Polls of feeds replayed, real ones too where --feeds or SOSIK_BENCH_FEEDS names a clone of knews-rss
bench-feeds *arguments:
    {{ bin }}/python -m bench.feeds {{ arguments }}

# 1,000 feeds that are due at once, polled while readers search; some four minutes
bench-feeds-beside *arguments:
    {{ bin }}/python -m bench.feeds_beside {{ arguments }}

# What does not stop the bot: files, patterns, database, kills, fairness, memory; some fifteen minutes
bench-faults *arguments:
    {{ bin }}/python -m bench.resilience {{ arguments }}

# Three copies under load, faults and kills for so many minutes; figures in bench/results/soak.md
bench-soak minutes="30":
    {{ bin }}/python -m bench.soak --minutes {{ minutes }}

# News told though one of three copies is killed, so many times
bench-kills kills="50":
    {{ bin }}/python -m bench.copies_kills --kills {{ kills }}

# Build sdist and wheel into dist/ and try them in empty environments on each Python
release:
    tests/release.sh

# Build the image by buildah and try it, as root; for the night
image:
    tests/image.sh

# Whether a pinned package has a known hole (pip-audit asks the package registry)
audit:
    uvx pip-audit --strict --disable-pip --require-hashes -r requirements.lock

# Fuzz the reader, the query parser, feeds, the splitter and the data of buttons, so many seconds each
fuzz seconds="60":
    {{ bin }}/python -m bench.fuzz --seconds {{ seconds }}

# Pin every dependency anew, with hashes and no address of any index
lock:
    uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.lock
    uv pip compile -q pyproject.toml --extra dev -c requirements.lock --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements-dev.lock
