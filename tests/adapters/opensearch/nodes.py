"""Real OpenSearch nodes on this machine, each in a JVM of its own, to be searched, stopped and killed.

    with Nodes.start(3) as nodes:
        cluster = Cluster(Address(nodes.urls))
        nodes.kill(0)

What they are made of Maven brings once, into a folder of this user's cache. They are started where
SOSIK_ARCHIVE_TESTS is set (`just archive-tests`) and Java and Maven are here, since that takes half a minute.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import httpx
import psutil

NODE = Path(__file__).with_name("node")
ASKED_FOR = "SOSIK_ARCHIVE_TESTS"
START_S = 300.0
JVM = ("-XX:+UseSerialGC", "-XX:+UseTransparentHugePages")  # loading takes a tenth less, see docs/archive.md
HEAP, NICE = "512m", 10  # a test is no reason that others wait


def why_not() -> str:
    """Why no node can be started here; "" where one can."""
    if not os.environ.get(ASKED_FOR):
        return f"nodes of OpenSearch are started by `just archive-tests`, which sets {ASKED_FOR}"
    if missing := [name for name in ("java", "javac", "mvn") if shutil.which(name) is None]:
        return f"no OpenSearch without {' and '.join(missing)}"
    return ""


def built() -> str:
    """The class path of a node, brought and compiled where it is not yet."""
    sources = [NODE / "pom.xml", NODE / "ArchiveNode.java"]
    mark = sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]
    cache = (
        Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        / "sosik-tests"
        / f"opensearch-{mark}"
    )
    path = f"{cache / 'classes'}{os.pathsep}{cache / 'jars'}/*"
    if not cache.is_dir():
        cache.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache.parent) as folder:
            made = Path(folder, "made")
            brought = [f"-DoutputDirectory={made / 'jars'}", "-f", str(sources[0])]
            _run("mvn", "-q", "-B", "dependency:copy-dependencies", *brought)
            _run("javac", "-cp", f"{made / 'jars'}/*", "-d", str(made / "classes"), str(sources[1]))
            made.rename(cache)
    return path


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, f"{command[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}"


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Nodes:
    """A cluster of some nodes; their data are in *folder*."""

    def __init__(self, count: int, folder: Path, heap: str, nice: int) -> None:
        ports = _free_ports(2 * count)
        self.folder, self.http, self.transport = folder, ports[:count], ports[count:]
        self._java = ["nice", "-n", str(nice), "java", f"-Xmx{heap}", *JVM]
        self._processes: list[subprocess.Popen[bytes] | None] = [None] * count

    @classmethod
    @contextmanager
    def start(cls, count: int, heap: str = HEAP, nice: int = NICE) -> Iterator[Nodes]:
        """*count* nodes that know each other; stopped, and their data removed, at the end."""
        folder = Path(tempfile.mkdtemp(prefix="sosik-opensearch-"))
        nodes = cls(count, folder, heap, nice)
        try:
            for number in range(count):
                nodes.begin(number)
            nodes.wait(count)
            yield nodes
        finally:
            for number in range(count):
                nodes.kill(number)
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def urls(self) -> str:
        """Their addresses, with commas between."""
        return ",".join(f"http://127.0.0.1:{port}" for port in self.http)

    @property
    def processes(self) -> list[psutil.Process]:
        """Those that run."""
        return [psutil.Process(one.pid) for one in self._processes if one is not None]

    def begin(self, number: int) -> None:
        """Start node *number*, with the data it had."""
        home = self.folder / str(number)
        (home / "config").mkdir(parents=True, exist_ok=True)
        names = [f"n{n}" for n in range(len(self.http))]
        seeds = ",".join(f"127.0.0.1:{port}" for port in self.transport)
        given = [
            str(home), names[number], f"sosik-{os.getpid()}", str(self.http[number]), str(self.transport[number]),
            seeds, ",".join(names),
        ]  # fmt: skip
        with (home / "log").open("wb") as log:
            self._processes[number] = subprocess.Popen(
                [*self._java, "-cp", built(), "ArchiveNode", *given],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )

    def wait(self, count: int) -> None:
        """Until *count* nodes are one cluster."""
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            for port in self.http:
                try:
                    told = httpx.get(f"http://127.0.0.1:{port}/_cluster/health", timeout=5).json()
                except (httpx.HTTPError, ValueError):
                    continue
                if told.get("number_of_nodes") == count:
                    return
            time.sleep(0.5)
        logs = "\n".join(log.read_text(errors="replace")[-1500:] for log in sorted(self.folder.glob("*/log")))
        raise AssertionError(f"{count} nodes did not become one cluster:\n{logs}")

    def wait_for_copies(self, index: str) -> None:
        """Until each part of *index* is on two nodes."""
        path = f"_cluster/health/{index}?wait_for_status=green&timeout={START_S:.0f}s"
        told = httpx.get(f"http://127.0.0.1:{self.http[0]}/{path}", timeout=START_S + 5).json()
        assert "green" == told["status"], told

    def signal(self, number: int, what: signal.Signals) -> None:
        """SIGSTOP and SIGCONT make a node slow; it is not there after SIGKILL."""
        process = self._processes[number]
        assert process is not None
        process.send_signal(what)

    def kill(self, number: int) -> None:
        """SIGKILL node *number*, unless it is gone."""
        process = self._processes[number]
        if process is not None:
            process.kill()
            process.wait()
            self._processes[number] = None
