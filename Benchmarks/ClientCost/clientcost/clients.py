"""The clients: how each is started for a closed loop, and how its own report is read.

Every one asks for chat streams of a fixed number of tokens, with its own defaults otherwise.
"""

import dataclasses
import json
import math
import os
import pathlib
import subprocess

from . import figures
from .measure import Reading

MODEL = "reference"
PROMPT_TOKENS = 16
CHAT = "/v1/chat/completions"


@dataclasses.dataclass
class Client:
    """A program to measure. `burst_requests` is what it does in seconds, not minutes."""

    name: str
    program: pathlib.Path
    version: str = ""
    tokenizer: str = ""
    burst_requests: int = 12_800
    environment: dict = dataclasses.field(default_factory=dict)
    # Exit statuses by which it doubts its own figures: they are measured all the same.
    doubts = ()


class Floor(Client):
    def command(self, url, load, folder):
        return [self.program, "--port", url.rpartition(":")[2], "--streams", load.streams,
                "--requests", load.requests, "--max-tokens", load.tokens,
                "--log", folder / "floor.tsv"]

    def read(self, folder):
        return self.reading(figures.read_log((folder / "floor.tsv").read_text()))

    @staticmethod
    def reading(rows):
        ttft = [(row["first_ns"] - row["sent_ns"]) / 1e6 for row in rows if row["first_ns"]]
        whole = sum(row["whole"] for row in rows)
        return Reading(figures.percentile(ttft, 0.5), figures.percentile(ttft, 0.99),
                       whole, len(rows) - whole, rows)


class FirstlightProbe(Client):
    """`firstlight probe`, whose standard output has a line a request."""

    def command(self, url, load, folder):
        return [self.program, "probe", url, "--model", MODEL,
                "--concurrency", load.streams, "--count", load.requests, "--warmup", 0,
                "--max-tokens", load.tokens, "--format", "jsonl", "--quiet"]

    def read(self, folder):
        return self.reading((folder / "output.txt").read_text())

    @staticmethod
    def reading(text):
        lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
        ttft = [line["ttft_ms"] - line.get("start_delay_ms", 0) for line in lines
                if line.get("ttft_ms") is not None]
        good = sum(line["status"] == "ok" for line in lines)
        return Reading(figures.percentile(ttft, 0.5), figures.percentile(ttft, 0.99),
                       good, len(lines) - good)


class FirstlightLoad(FirstlightProbe):
    """`firstlight load`, which writes the same lines into a run directory.

    Its TTFT counts from the intended start of a request, which in a closed loop is the moment the
    session was free; how late the request was really started stands beside it in every record. Every
    other client counts from its own start, so the delay is taken off here, and what connecting took
    in the first wave stays. Every client gets the same number of waves, and none of them is excused
    from its first by a warm-up.
    """

    # 3: it says that it was the bottleneck itself, as it is on one CPU when the server does not
    # pace. What that costs is measured here, so the run counts; the page says how often it was so.
    doubts = (3,)

    def command(self, url, load, folder):
        return [self.program, "load", url, "--model", MODEL, "--concurrency", load.streams,
                "--requests", load.requests, "--max-tokens", load.tokens,
                "--output", folder / "run", "--quiet"]

    def read(self, folder):
        return self.reading((folder / "run/latest/probes.jsonl").read_text())


class VLLMBench(Client):
    """`bench serve` of vLLM: the Python one and the Rust one take the same words."""

    def command(self, url, load, folder):
        return [self.program, "bench", "serve", "--backend", "openai-chat", "--base-url", url,
                "--endpoint", CHAT, "--model", MODEL, "--tokenizer", self.tokenizer,
                "--dataset-name", "random", "--random-input-len", PROMPT_TOKENS,
                "--random-output-len", load.tokens, "--num-prompts", load.requests,
                "--max-concurrency", load.streams, "--percentile-metrics", "ttft",
                "--metric-percentiles", "50,99", "--disable-tqdm", "--save-result",
                "--result-dir", folder, "--result-filename", "result.json"]

    def read(self, folder):
        return self.reading(json.loads((folder / "result.json").read_text()))

    @staticmethod
    def reading(told):
        return Reading(told["p50_ttft_ms"], told["p99_ttft_ms"], told["completed"], told["failed"])


class GuideLLM(Client):
    def command(self, url, load, folder):
        return [self.program, "run",
                "--backend", f"kind=openai_http,target={url},model={MODEL}",
                "--profile", f"kind=concurrent,streams={load.streams}",
                "--constraint", f"kind=max_requests,count={load.requests}",
                "--tokenizer", f"kind=huggingface_auto,model={self.tokenizer}",
                "--data", f"kind=synthetic_text,prompt_tokens={PROMPT_TOKENS},"
                          f"output_tokens={load.tokens}",
                "--output", f"kind=json,path={folder / 'result.json'}", "--disable-console"]

    def read(self, folder):
        return self.reading(json.loads((folder / "result.json").read_text()))

    @staticmethod
    def reading(told):
        metrics = told["benchmarks"][0]["metrics"]
        ttft = metrics["time_to_first_token_ms"]["successful"]
        totals = metrics["request_totals"]
        return Reading(ttft["percentiles"]["p50"], ttft["percentiles"]["p99"],
                       totals["successful"], totals["errored"])


class AIPerf(Client):
    def command(self, url, load, folder):
        return [self.program, "profile", "-m", MODEL, "-u", url, "--endpoint-type", "chat",
                "--streaming", "--tokenizer", self.tokenizer, "--concurrency", load.streams,
                "--request-count", load.requests, "--isl", PROMPT_TOKENS, "--osl", load.tokens,
                "--artifact-dir", folder / "result", "--ui", "none", "--no-auto-plot"]

    def read(self, folder):
        return self.reading(json.loads((folder / "result/profile_export_aiperf.json").read_text()))

    @staticmethod
    def reading(told):
        ttft = told.get("time_to_first_token") or {}
        count = lambda name: int((told.get(name) or {}).get("avg", 0))
        return Reading(ttft.get("p50", math.nan), ttft.get("p99", math.nan),
                       count("request_count"), count("error_request_count"))


class InferencePerf(Client):
    """Its prompts for chats are those with shared prefixes; each has one of its own here."""

    def command(self, url, load, folder):
        settings = {
            "load": {
                "type": "concurrent", "num_workers": 1, "worker_max_concurrency": load.streams,
                "stages": [{"num_requests": load.requests, "concurrency_level": load.streams}]},
            "api": {"type": "chat", "streaming": True},
            "server": {"type": "vllm", "model_name": MODEL, "base_url": url, "ignore_eos": True},
            "tokenizer": {"pretrained_model_name_or_path": str(self.tokenizer)},
            "data": {
                "type": "shared_prefix",
                "shared_prefix": {
                    "num_groups": 16, "num_prompts_per_group": math.ceil(load.requests / 16),
                    "system_prompt_len": PROMPT_TOKENS // 2, "question_len": PROMPT_TOKENS // 2,
                    "output_len": load.tokens}},
            "report": {"request_lifecycle": {"summary": True, "per_stage": False,
                                             "per_request": False}},
            "storage": {"local_storage": {"path": str(folder / "result")}}}
        # JSON is YAML.
        (folder / "settings.yml").write_text(json.dumps(settings))
        return [self.program, "-c", folder / "settings.yml"]

    def read(self, folder):
        path = folder / "result/summary_lifecycle_metrics.json"
        return self.reading(json.loads(path.read_text()))

    @staticmethod
    def reading(told):
        good, bad = told["successes"], told["failures"]
        ttft = (good.get("latency") or {}).get("time_to_first_token") or {}
        return Reading(1000 * ttft.get("median", math.nan), 1000 * ttft.get("p99", math.nan),
                       good["count"], bad["count"])


def package_version(environment, package):
    """The version a virtual environment has of a package, asked of its own Python."""
    python = environment / "bin/python"
    if not python.exists():
        return ""
    result = subprocess.run(
        [python, "-c", f"from importlib.metadata import version; print(version('{package}'))"],
        capture_output=True, text=True)
    return result.stdout.strip()


def find_rust_client(environment):
    """The Rust client of a vLLM wheel: in a virtual environment, or in the unpacked wheel."""
    for pattern in ("lib/python*/site-packages/vllm/vllm-rs", "vllm/vllm-rs"):
        for found in environment.glob(pattern):
            entries = [*found.parent.parent.glob("vllm-*.dist-info"), pathlib.Path("")]
            version = entries[0].name.removeprefix("vllm-").removesuffix(".dist-info")
            return found, version.partition("+")[0]
    return None, ""


def find_peers(environ, tokenizer):
    """The peers that are installed, and a sentence for each that is not."""
    found, missing = [], []
    environments = {
        name: pathlib.Path(environ[f"FIRSTLIGHT_BENCH_{name}"]).absolute()
        for name in ("GUIDELLM", "AIPERF", "VLLM", "VLLM_RS", "INFERENCE_PERF")
        if environ.get(f"FIRSTLIGHT_BENCH_{name}")}
    programs = [
        ("GUIDELLM", GuideLLM, "GuideLLM", "guidellm", "guidellm", 640),
        ("AIPERF", AIPerf, "AIPerf", "aiperf", "aiperf", 1280),
        ("VLLM", VLLMBench, "vllm bench serve (Python)", "vllm", "vllm", 6400),
        ("INFERENCE_PERF", InferencePerf, "inference-perf", "inference-perf", "inference-perf",
         1280)]
    for variable, kind, title, program, package, burst in programs:
        path = environments.get(variable, pathlib.Path("/")) / "bin" / program
        if variable in environments and path.exists():
            version = package_version(environments[variable], package)
            found.append(kind(f"{title} {version}".strip(), path, version, tokenizer, burst))
        elif variable not in environments:
            missing.append(f"{title} (FIRSTLIGHT_BENCH_{variable} is not set)")
        elif not (variable == "VLLM" and find_rust_client(environments[variable])[0]):
            missing.append(f"{title} ({path} does not exist)")
    rust = environments.get("VLLM_RS", environments.get("VLLM"))
    path, version = find_rust_client(rust) if rust else (None, "")
    if path:
        name = f"vllm-rs bench (Rust, vLLM {version})" if version else "vllm-rs bench (Rust)"
        found.append(VLLMBench(name, path, version, tokenizer, 12_800))
    else:
        missing.append("vllm-rs bench (no vllm/vllm-rs under FIRSTLIGHT_BENCH_VLLM_RS or _VLLM)")
    quiet = {"DO_NOT_TRACK": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "VLLM_NO_USAGE_STATS": "1"}
    for client in found:
        client.environment = quiet
    return found, missing


def find_firstlight(program):
    """`firstlight load` where the binary has it, else `firstlight probe`."""
    if not os.access(program, os.X_OK):
        return None
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    has_load = subprocess.run([program, "load", "--help"], capture_output=True).returncode == 0
    kind = FirstlightLoad if has_load else FirstlightProbe
    return kind(f"firstlight {'load' if has_load else 'probe'} {version.split()[-1]}", program, version)


def default_tokenizer(environ):
    """A folder with a tokenizer, which the peers insist on: the tiny model of the engine tests."""
    if environ.get("FIRSTLIGHT_BENCH_TOKENIZER"):
        return environ["FIRSTLIGHT_BENCH_TOKENIZER"]
    home = environ.get("FIRSTLIGHT_ENGINES") or pathlib.Path.home() / ".cache/firstlight/engines"
    folder = pathlib.Path(home) / "models/tiny"
    return str(folder) if (folder / "tokenizer.json").exists() else ""
