"""A Spark cluster of its own on loopback: one master and two workers, each a process that a test may kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CLASSES = "org.apache.spark.deploy."
PATIENCE = 90.0
"""Seconds that the processes get to start on a busy machine."""


@dataclass
class Cluster:
    """The master's address and the processes."""

    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill_a_worker(self) -> None:
        """As a machine dies: at once, with the executor that works on it."""
        worker = self.workers.pop()
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Master and two workers, ended at the end."""
    port, web = free_port(), free_port()
    log = folder / "master.log"
    master = _started(log, "master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(web))
    made = Cluster(f"spark://127.0.0.1:{port}", folder)
    try:
        _wait(log, "I have been elected leader", master)
        for number in range(2):
            options = (
                "--cores",
                "1",
                "--memory",
                "1g",
                "--host",
                "127.0.0.1",
                "--work-dir",
                str(folder / f"w{number}"),
            )
            place = folder / f"worker{number}.log"
            worker = _started(place, "worker.Worker", *options, "--webui-port", str(free_port()), made.address)
            made.workers.append(worker)
            _wait(place, "Successfully registered with master", worker)
        yield made
    finally:
        for process in (*made.workers, master):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _started(log: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    conf = log.parent / "conf"
    conf.mkdir(exist_ok=True)
    (conf / "log4j2.properties").write_text(_LOGGING, encoding="utf-8")
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_CONF_DIR": str(conf),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }
    command = [str(home / "bin" / "spark-class"), CLASSES + name, *arguments]
    with log.open("wb") as opened:
        return subprocess.Popen(command, stdout=opened, stderr=opened, env=environment, start_new_session=True)


_LOGGING = """rootLogger.level = info
rootLogger.appenderRef.stdout.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %m%n%ex
"""


def _wait(log: Path, words: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while words not in log.read_text(encoding="utf-8", errors="replace"):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"no '{words}':\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
        time.sleep(0.2)


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
