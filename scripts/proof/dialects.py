"""Every engine's rules and dashboards have data on that engine's simulated metrics.

Prometheus and VictoriaMetrics scrape a simulated engine of every kind under load. Every recording
rule must have recorded something, and every query of every panel must have a result, in both. Two
releases of one engine have rules of the same names for the same series, so that each release has a
Prometheus of its own.
"""

import dataclasses
import json
import re
import time

from . import servers


@dataclasses.dataclass(frozen=True)
class Dialect:
    """An engine as it is generated for and simulated."""

    job: str
    engine: str
    simulated: tuple
    paths: tuple = ("/metrics",)
    # What has no data, by a pattern, and why that is right.
    silent: tuple = ()

    def allows(self, name):
        return any(re.fullmatch(pattern, name) for pattern, _ in self.silent)


# Seconds until everything must have data.
PATIENCE = 60

DIALECTS = (
    Dialect("vllm-0-8", "vllm@0.8.5", ("--engine", "vllm", "--engine-version", "0.8.5")),
    Dialect("vllm", "vllm@0.32.0", ("--engine", "vllm")),
    Dialect("sglang", "sglang", ("--engine", "sglang")),
    Dialect("tgi", "tgi", ("--engine", "tgi")),
    Dialect("llamacpp", "llamacpp", ("--engine", "llamacpp")),
    Dialect("trtllm", "tensorrt-llm", ("--engine", "trtllm"), ("/prometheus/metrics",)),
    Dialect("triton", "triton", ("--engine", "triton")),
    Dialect("dynamo", "dynamo", ("--engine", "dynamo"), ("/metrics", "/worker/metrics")),
    Dialect("lmdeploy", "lmdeploy", ("--engine", "lmdeploy")),
)


def scrape_config(folder, name, engines):
    """Configurations that scrape engines and the machine below the first, every second.

    Returns two: with the rules, and without for a store that evaluates none.
    """
    scrapes = ["scrape_configs:"]
    for dialect, engine, _ in engines:
        for number, path in enumerate(dialect.paths):
            # One job for all pages of an engine, as one ServiceMonitor would have it.
            scrapes += [
                f"  - job_name: {dialect.job}-{number}", f"    metrics_path: {path}",
                f"    static_configs: [{{targets: ['{engine.address}']}}]",
                f"    relabel_configs: [{{target_label: job, replacement: {dialect.job}}}]"]
    first = engines[0][1]
    for exporter in ("dcgm", "node"):
        scrapes += [f"  - job_name: {exporter}", f"    metrics_path: /{exporter}/metrics",
                    f"    static_configs: [{{targets: ['{first.address}']}}]"]
    rules = []
    for _, _, out in engines:
        for file, _ in servers.rule_files(out):
            # The rules on machines are the same for all engines, and loaded once.
            if file.name == "llm-machine.rules.yml" and any("llm-machine" in rule for rule in rules):
                continue
            rules.append(f"  - {file}")
    common = "scrape_interval: 1s, scrape_timeout: 900ms"
    full = folder / f"{name}.yml"
    full.write_text("\n".join(
        [f"global: {{{common}, evaluation_interval: 1s}}", "rule_files:", *rules, *scrapes]) + "\n")
    bare = folder / f"{name}-scrape-only.yml"
    bare.write_text("\n".join([f"global: {{{common}}}", *scrapes]) + "\n")
    return full, bare


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
        engine.load("--concurrency", "2", "--duration", "10m", "--max-tokens", "24",
                    "--prompt-tokens", "64")
        engines.append((dialect, engine, out))
    stores = {}
    for name, group in (("first", engines[:1]), ("second", engines[1:])):
        full, bare = scrape_config(folder, name, group)
        pair = (servers.Prometheus(processes, f"prometheus-{name}", full),
                servers.VictoriaMetrics(processes, f"victoria-{name}", bare))
        for dialect, _, _ in group:
            stores[dialect.job] = pair
    outcomes = {dialect.job: Outcome(dialect, out, *stores[dialect.job])
                for dialect, _, out in engines}
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and any([outcome.look() for outcome in outcomes.values()]):
        time.sleep(2)
    problems = []
    for dialect, _, _ in engines:
        outcome = outcomes[dialect.job]
        wrong = outcome.problems()
        say(f"{dialect.engine}: {len(outcome.recorded)} recordings, {len(outcome.queries)} panel "
            f"queries, {len(wrong)} problems")
        problems += [f"{dialect.engine}: {line}" for line in wrong]
    return problems


class Outcome:
    """What has data of one engine's files, and what still has none."""

    def __init__(self, dialect, out, prometheus, victoria):
        self.dialect = dialect
        self.out = out
        self.prometheus = prometheus
        self.recorded = sorted({
            name for _, text in servers.rule_files(out)
            for name in servers.names(r"^\s*- record: (\S+)", text)})
        self.queries = panel_queries(out)
        self.missing = [name for name in self.recorded if not dialect.allows(name)]
        self.empty = [
            (store, board, panel, resolved(query, dialect.job))
            for board, panel, query in self.queries for store in (prometheus, victoria)
            if not dialect.allows(f"{board}: {panel}")
            # Recorded series are Prometheus's own.
            and (store is prometheus or not re.search(r"\b(service|replica|slo|machine):llm_", query))]

    def look(self):
        """Looks again at what had no data; whether some still has none."""
        present = set(self.prometheus.api("label/__name__/values"))
        self.missing = [name for name in self.missing
                        if name not in present or not self.prometheus.query(self.selector(name))]
        self.empty = [entry for entry in self.empty if not self.has_data(*entry)]
        return self.missing or self.empty

    def selector(self, name):
        return name if name.startswith("machine:") else f'{name}{{job="{self.dialect.job}"}}'

    @staticmethod
    def has_data(store, board, panel, query):
        try:
            return bool(store.query(query))
        except servers.Failure:
            return False

    def problems(self):
        lines = [f"{name} records nothing" for name in self.missing]
        for group in self.prometheus.api("rules")["groups"]:
            if group["file"].startswith(f"{self.out}/"):
                lines += [f"{rule['name']}: {rule['lastError']}" for rule in group["rules"]
                          if rule.get("lastError")]
        for store, board, panel, query in self.empty:
            try:
                store.query(query)
                what = "no data"
            except servers.Failure as error:
                what = str(error)
            lines.append(f"{board}: {panel}: {type(store).__name__}: {what}: {query}")
        return lines
