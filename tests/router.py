"""nginx before copies of the bot, with deploy/nginx.conf: on a loopback port and without TLS, else as it stands."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

DEPLOYED = Path(__file__).parent.parent / "deploy" / "nginx.conf"
AROUND = """
worker_processes 1;
daemon off;
pid {home}/nginx.pid;
error_log {home}/nginx.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    {deployed}
}}
"""


def nginx() -> str | None:
    """Where it is."""
    return shutil.which("nginx") or shutil.which("nginx", path=f"/usr/sbin{os.pathsep}/usr/local/sbin")


def config(home: Path, port: int, ports: Sequence[int]) -> str:
    """The deployed one, on *port* before *ports*."""
    deployed = DEPLOYED.read_text(encoding="utf-8")
    (server,) = {re.sub(r":\d+", ":{}", one) for one in re.findall(r"server 127\S+ [^;]*;", deployed)}
    servers = " ".join(server.format(one) for one in ports)
    deployed = re.sub(r"(?:server 127[^;]*;\s*)+", servers + "\n", deployed)
    deployed = re.sub(r"ssl_certificate\w*[^;]*;", "", deployed)
    return AROUND.format(home=home, deployed=deployed.replace("listen 443 ssl", f"listen 127.0.0.1:{port}"))


@contextlib.asynccontextmanager
async def routing(home: Path, port: int, ports: Sequence[int]) -> AsyncIterator[None]:
    """Meanwhile what is posted to *port* goes to one of *ports*. Raises: AssertionError where nginx cannot."""
    command = nginx()
    assert command is not None
    path = home / "nginx.conf"
    path.write_text(config(home, port, ports), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        command, "-p", str(home), "-c", str(path), stderr=subprocess.PIPE
    )
    try:
        async with asyncio.timeout(10):
            while True:
                assert process.returncode is None, (home / "nginx.log").read_text(encoding="utf-8")
                with contextlib.suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.close()
                    break
                await asyncio.sleep(0.05)
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
