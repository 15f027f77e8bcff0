"""One run of one client against one server, each on CPUs of its own."""

import contextlib
import dataclasses
import json
import math
import os
import pathlib
import signal
import subprocess

from . import figures


@dataclasses.dataclass(frozen=True)
class Machine:
    """Which CPUs the two sides get, and where the programs are."""

    client_cpus: str
    server_cpu: int
    programs: pathlib.Path


@dataclasses.dataclass(frozen=True)
class Load:
    """What a client is asked to do, and the server it meets."""

    streams: int
    requests: int
    tokens: int = 100
    server: tuple = ()
    limit: int = 300


@dataclasses.dataclass
class Reading:
    """What a client says of a run: TTFT in milliseconds, and how many requests went well or not."""

    p50: float = math.nan
    p99: float = math.nan
    succeeded: int = -1
    failed: int = -1
    # A line a request, of a client that writes down the server's numbers.
    rows: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Run:
    """What came of it."""

    client: str
    load: Load
    exit: int
    wall: float
    cpu: float
    peak_megabytes: float
    reading: Reading
    truth: figures.Truth
    rows: list
    said: str
    # Whether the client itself said that its figures are in doubt.
    doubted: bool = False

    def summary(self, kind):
        """The run for a file of results: everything but the single requests."""
        return {
            "client": self.client, "kind": kind, "streams": self.load.streams,
            "requests": self.load.requests, "exit": self.exit, "failure": self.failure,
            "wall_s": self.wall, "cpu_s": self.cpu, "peak_mb": self.peak_megabytes,
            "client_ttft_ms": [self.reading.p50, self.reading.p99],
            "server_ttft_ms": [figures.percentile(self.truth.ttft, share) for share in (0.5, 0.99)],
            "tokens": self.truth.tokens, "seconds": self.truth.seconds, "held": self.truth.held,
            "failed": self.reading.failed, "whole": self.truth.whole}

    @property
    def failure(self):
        """Why the run's figures do not count, or nothing. For a server that behaves."""
        if self.exit and not self.doubted:
            last = self.said.strip().splitlines()[-1:] or ["nothing"]
            return f"exit {self.exit}, last line: {last[0][:120]}"
        if self.truth.requests < self.load.requests:
            return f"made {self.truth.requests} of {self.load.requests} requests"
        if self.truth.tokens != self.truth.requests * self.load.tokens:
            return f"was given {self.truth.tokens} tokens, not {self.load.tokens} a request"
        if self.truth.whole < self.truth.requests:
            return f"read {self.truth.whole} of {self.truth.requests} answers to the end"
        return None


@contextlib.contextmanager
def server(machine, words, folder):
    """A server of its own for each run; its log is there when the block has been left."""
    log = folder / "truth.tsv"
    command = [machine.programs / "server", "--log", log, "--idle-exit", "900s", *words]
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {machine.server_cpu}))
    try:
        url = process.stdout.readline().strip()
        if not url:
            raise RuntimeError("the reference server did not start")
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        process.stdout.close()


def family(root):
    """All processes below `root`, from the kernel's own lists: cheap, for it runs beside a server."""
    members = set()
    waiting = [root]
    while waiting:
        with contextlib.suppress(OSError):
            for task in pathlib.Path(f"/proc/{waiting.pop()}/task").iterdir():
                with contextlib.suppress(OSError):
                    children = {int(word) for word in (task / "children").read_text().split()}
                    waiting += children - members
                    members |= children
    return members


def proportional_kilobytes(numbers):
    """The memory of several processes together; what they share is counted once."""
    total = 0
    for number in numbers:
        with contextlib.suppress(OSError):
            for line in pathlib.Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total


def meter(machine, command, limit, folder, environment):
    """Runs a command on the client's CPUs; exit status, wall and CPU seconds, peak in MB, output.

    The peak of one process is the kernel's own. Of a client that starts others, whose peaks the
    kernel does not add up, it is the largest sum seen four times a second, if that is more.
    """
    cost = folder / "cost.json"
    words = [machine.programs / "meter", machine.client_cpus, limit, cost, *command]
    sampled = 0
    with open(folder / "output.txt", "wb") as output, open(folder / "errors.txt", "wb") as errors:
        process = subprocess.Popen(
            [str(word) for word in words], stdout=output, stderr=errors, stdin=subprocess.DEVNULL,
            env=dict(os.environ, **environment), cwd=folder)
        try:
            while True:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=0.25)
                    break
                members = family(process.pid)
                if len(members) > 1:
                    sampled = max(sampled, proportional_kilobytes(members))
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=30)
    said = (folder / "errors.txt").read_text(errors="replace")
    if not cost.exists():
        raise RuntimeError(f"the meter failed: {said.strip()}")
    told = json.loads(cost.read_text())
    peak = max(told["peak_kb"], sampled) / 1000
    return told["exit"], told["wall_s"], told["cpu_s"], peak, said


def run(machine, client, load, folder):
    """Starts a server, runs the client against it, and reads what both say."""
    folder.mkdir(parents=True)
    with server(machine, load.server, folder) as url:
        command = client.command(url, load, folder)
        status, wall, cpu, peak, said = meter(
            machine, command, load.limit, folder, client.environment)
    rows = figures.read_log((folder / "truth.tsv").read_text())
    try:
        reading = client.read(folder)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        reading = Reading()
        said += f"\nits report cannot be read: {error!r}"
        status = status or -1
    return Run(
        client=client.name, load=load, exit=status, wall=wall, cpu=cpu, peak_megabytes=peak,
        reading=reading, truth=figures.Truth.of(rows, load.requests), rows=rows, said=said,
        doubted=status in client.doubts)
