"""Starts the programs of a proof, each on a free port of 127.0.0.1, and ends them by their ids."""

import contextlib
import copy
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIRSTLIGHT = pathlib.Path(os.environ.get("FIRSTLIGHT", ROOT / ".build/debug/firstlight"))


class Failure(Exception):
    """Something did not work that the proof stands on."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url, timeout=30):
    with urllib.request.urlopen(url, timeout=timeout) as answer:
        return answer.read().decode()


def eventually(what, condition, limit, every=0.5):
    """Asks until a condition holds; returns what it returned. `Failure` when it never does."""
    end = time.monotonic() + limit
    last = None
    while time.monotonic() < end:
        try:
            result = condition()
            if result:
                return result
        except (OSError, ValueError, KeyError) as error:
            last = error
        time.sleep(every)
    raise Failure(f"{what}: not within {limit} s" + (f" ({last})" if last else ""))


class Processes:
    """The processes of a proof; all of them are ended with it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.running = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.running):
            self.end(process)

    def start(self, name, command, cwd=None):
        log = open(self.folder / f"{name}.log", "ab")
        process = subprocess.Popen(
            [str(word) for word in command], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            cwd=cwd)
        log.close()
        process.name = name
        self.running.append(process)
        return process

    def end(self, process, hard=False):
        if process.poll() is None:
            process.send_signal(signal.SIGKILL if hard else signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            if process.poll() is None:
                process.kill()
                process.wait(timeout=10)

    def log(self, name):
        with contextlib.suppress(OSError):
            return (self.folder / f"{name}.log").read_text(errors="replace")
        return ""

    def ready(self, process, url, limit=60):
        def answered():
            if process.poll() is not None:
                raise Failure(f"{process.name} ended at once:\n{self.log(process.name)[-2000:]}")
            return get(url, timeout=2) is not None
        eventually(f"{process.name} at {url}", answered, limit, every=0.2)


class Simulated:
    """A simulated engine."""

    def __init__(self, processes, name, *options, address=None):
        self.name = name
        self.address = address or f"127.0.0.1:{free_port()}"
        self.url = f"http://{self.address}"
        self.processes = processes
        self.options = options
        self.process = None
        self.start()

    def start(self):
        self.process = self.processes.start(
            self.name, [FIRSTLIGHT, "simulate", *self.options, "--listen", self.address, "--quiet"])
        self.processes.ready(self.process, f"{self.url}/v1/models")

    def load(self, *options, name="load"):
        """Puts a load on it, until the proof ends or the load does."""
        return self.processes.start(
            f"{self.name}-{name}", [FIRSTLIGHT, "load", self.url, "--quiet", *options])


class Prometheus:
    """A real Prometheus with its API."""

    def __init__(self, processes, name, config, flags=()):
        self.url = f"http://127.0.0.1:{free_port()}"
        data = processes.folder / f"{name}-data"
        self.process = processes.start(name, [
            "prometheus", f"--config.file={config}", f"--storage.tsdb.path={data}",
            f"--web.listen-address={self.url[7:]}", "--log.level=warn",
            "--query.lookback-delta=1m", *flags])
        processes.ready(self.process, f"{self.url}/-/ready")

    # Parameters of every query.
    parameters = {}

    def query(self, query, at=None):
        words = {"query": query} | ({"time": at} if at else {}) | self.parameters
        try:
            answer = json.loads(get(f"{self.url}/api/v1/query?{urllib.parse.urlencode(words)}"))
        except urllib.error.HTTPError as error:
            raise Failure(f"{query}: {error.read().decode(errors='replace')[:300]}") from None
        return answer["data"]["result"]

    def api(self, path):
        return json.loads(get(f"{self.url}/api/v1/{path}"))["data"]


class VictoriaMetrics(Prometheus):
    """A real VictoriaMetrics; with a configuration it scrapes, without one it is written to."""

    def __init__(self, processes, name, config=None):
        self.url = f"http://127.0.0.1:{free_port()}"
        data = processes.folder / f"{name}-data"
        self.process = processes.start(name, [
            "victoria-metrics", f"-storageDataPath={data}", f"-httpListenAddr={self.url[7:]}",
            *([f"-promscrape.config={config}"] if config else []), "-search.latencyOffset=0s", "-search.disableCache",
            "-memory.allowedBytes=128MiB", "-loggerLevel=WARN"])
        processes.ready(self.process, f"{self.url}/health")

    def only(self, label, value):
        """The part of the store whose series have a label, which answers do not show."""
        part = copy.copy(self)
        part.parameters = {"extra_label": f"{label}={value}"}
        part.hidden = label
        return part

    # A label that answers do not show.
    hidden = None

    def query(self, query, at=None):
        result = super().query(query, at)
        for entry in result:
            entry["metric"].pop(self.hidden, None)
        return result


def generate(folder, *words):
    """Runs `firstlight generate ... --output folder`; returns what it said."""
    done = subprocess.run(
        [str(FIRSTLIGHT), "generate", *map(str, words), "--output", str(folder)],
        capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"generate {' '.join(map(str, words))}: exit {done.returncode}\n{done.stderr}")
    return done.stderr


def rule_files(folder):
    """The generated rule files, as pairs of path and text."""
    files = sorted((pathlib.Path(folder) / "prometheus/rules").glob("*.yml"))
    return [(file, file.read_text()) for file in files]


def names(pattern, text):
    return re.findall(pattern, text, re.MULTILINE)
