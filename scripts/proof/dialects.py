"""Every engine's rules and dashboards have data on that engine's simulated metrics.

One Prometheus and one VictoriaMetrics scrape a simulated engine of every kind under load. Every
recording rule must have recorded something, and every query of every panel must have a result, in
both.
"""

import dataclasses
import json
import re

from . import servers


@dataclasses.dataclass(frozen=True)
class Dialect:
    """An engine as it is generated for and simulated."""

    job: str
    engine: str
    simulated: tuple
    paths: tuple = ("/metrics",)
    # Names and queries without data, and why that is right.
    silent: tuple = ()


DIALECTS = (
    Dialect("vllm", "vllm@0.32.0", ("--engine", "vllm")),
    Dialect("vllm-0-8", "vllm@0.8.5", ("--engine", "vllm", "--engine-version", "0.8.5")),
    Dialect("sglang", "sglang", ("--engine", "sglang")),
    Dialect("tgi", "tgi", ("--engine", "tgi")),
    Dialect("llamacpp", "llamacpp", ("--engine", "llamacpp")),
    Dialect("trtllm", "tensorrt-llm", ("--engine", "trtllm"), ("/prometheus/metrics",)),
    Dialect("triton", "triton", ("--engine", "triton")),
    Dialect("dynamo", "dynamo", ("--engine", "dynamo"), ("/metrics", "/worker/metrics")),
    Dialect("lmdeploy", "lmdeploy", ("--engine", "lmdeploy")),
)


def scrape_config(folder, engines):
    """A configuration that scrapes every engine and the machine below it, every second."""
    lines = ["global: {scrape_interval: 1s, scrape_timeout: 900ms, evaluation_interval: 1s}"]
    rules = [str(file) for dialect, _, out in engines for file, _ in servers.rule_files(out)]
    lines += ["rule_files:"] + [f"  - {file}" for file in rules] + ["scrape_configs:"]
    for dialect, engine, _ in engines:
        for number, path in enumerate(dialect.paths):
            # One job for all pages of an engine, as one ServiceMonitor would have it.
            lines += [
                f"  - job_name: {dialect.job}-{number}", f"    metrics_path: {path}",
                f"    static_configs: [{{targets: ['{engine.address}']}}]",
                f"    relabel_configs: [{{target_label: job, replacement: {dialect.job}}}]"]
    first = engines[0][1]
    for name in ("dcgm", "node"):
        lines += [f"  - job_name: {name}", f"    metrics_path: /{name}/metrics",
                  f"    static_configs: [{{targets: ['{first.address}']}}]"]
    file = folder / "dialects.yml"
    file.write_text("\n".join(lines) + "\n")
    bare = folder / "dialects-scrape-only.yml"
    start = lines.index("rule_files:")
    end = lines.index("scrape_configs:")
    kept = [line for line in lines[:start] + lines[end:]]
    kept[0] = "global: {scrape_interval: 1s, scrape_timeout: 900ms}"
    bare.write_text("\n".join(kept) + "\n")
    return file, bare


def panel_queries(folder):
    """The queries of all panels, with the board and the panel they belong to."""
    found = []

    def walk(board, panel):
        for target in panel.get("targets", []):
            if target.get("expr"):
                found.append((board, panel.get("title", ""), target["expr"]))
        for inner in panel.get("panels", []):
            walk(board, inner)

    for file in sorted((folder / "grafana/dashboards").glob("*.json")):
        board = json.loads(file.read_text())
        for panel in board.get("panels", []):
            walk(file.stem, panel)
    return found


def resolved(query, job):
    """A panel's query with Grafana's variables in their places: this job, all else open."""
    query = re.sub(r"\$\{?__rate_interval\}?", "20s", query)
    query = re.sub(r"\$\{?__range\}?", "1m", query)
    query = re.sub(r"\$\{?__interval\}?", "1s", query)
    query = re.sub(r"\$\{?job(:\w+)?\}?", job, query)
    return re.sub(r"\$\{?[a-z_]+(:\w+)?\}?", ".*", query)


def prove(processes, say):
    """Runs the proof; returns what is wrong, a line each."""
    folder = processes.folder
    engines = []
    for dialect in DIALECTS:
        out = folder / f"generated-{dialect.job}"
        servers.generate(out, "rules", "slo", "dashboards", "--engine", dialect.engine)
        engine = servers.Simulated(processes, dialect.job, *dialect.simulated)
        engines.append((dialect, engine, out))
    with_rules, bare = scrape_config(folder, engines)
    prometheus = servers.Prometheus(processes, "prometheus-dialects", with_rules)
    victoria = servers.VictoriaMetrics(processes, "victoria-dialects", bare)
    for _, engine, _ in engines:
        engine.load("--concurrency", "2", "--duration", "10m", "--max-tokens", "24",
                    "--prompt-tokens", "64")
    problems = []
    for dialect, _, out in engines:
        wrong = check(prometheus, victoria, dialect, out)
        say(f"{dialect.engine}: {wrong.words}")
        problems += [f"{dialect.engine}: {line}" for line in wrong.problems]
    return problems


@dataclasses.dataclass
class Outcome:
    words: str
    problems: list


def check(prometheus, victoria, dialect, out):
    problems = []
    recorded = sorted({
        name for _, text in servers.rule_files(out)
        for name in servers.names(r"^\s*- record: (\S+)", text)})

    def missing():
        return [name for name in recorded if not allowed(dialect, name)
                and not prometheus.query(f'{{__name__="{name}", job="{dialect.job}"}}')]

    try:
        servers.eventually("records", lambda: not missing(), 60, every=2)
    except servers.Failure:
        problems += [f"{name} records nothing" for name in missing()]
    for group in prometheus.api("rules")["groups"]:
        if not group["file"].startswith(str(out)):
            continue
        problems += [f"{rule['name']}: {rule['lastError']}" for rule in group["rules"]
                     if rule.get("lastError")]
    queries = panel_queries(out)
    for board, panel, query in queries:
        text = resolved(query, dialect.job)
        if allowed(dialect, f"{board}: {panel}"):
            continue
        for store in (prometheus, victoria):
            # Recorded series are Prometheus's own.
            if store is victoria and re.search(r"\b(service|replica|slo):llm_", text):
                continue
            try:
                if not store.query(text):
                    problems.append(
                        f"{board}: {panel}: no data in {type(store).__name__}: {text}")
            except servers.Failure as error:
                problems.append(f"{board}: {panel}: {type(store).__name__}: {error}")
    return Outcome(f"{len(recorded)} recordings, {len(queries)} panel queries", problems)


def allowed(dialect, name):
    return any(re.fullmatch(pattern, name) for pattern, _ in dialect.silent)
