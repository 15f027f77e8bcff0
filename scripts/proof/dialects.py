"""Every engine's rules and dashboards have data on that engine's simulated metrics.

Two replicas of a simulated engine of every kind run under load. Each kind has a Prometheus with its
rules: those of all engines record series of the same names. A VictoriaMetrics scrapes all of them, and
another one gets the very samples of every Prometheus.

Every recording rule must have recorded something, and every query of every panel must have a result,
in Prometheus and, where it reads no recorded series, in the VictoriaMetrics that scrapes. What
Prometheus and the other one answer at the same moment must agree: exactly, or in most cases nearly
where a rate is in it, of which both take the edges of the window in their own way.
"""

import dataclasses
import re
import time

from . import agreement, limits, panels, servers


@dataclasses.dataclass(frozen=True)
class Silence:
    """Recordings (`name`) or queries of panels (`board: panel: query`) that have no data."""

    pattern: str
    reason: str

    def covers(self, name):
        return bool(re.fullmatch(self.pattern, name))


@dataclasses.dataclass(frozen=True)
class Dialect:
    """An engine as it is generated for and simulated."""

    job: str
    engine: str
    simulated: tuple
    paths: tuple = ("/metrics",)
    # What else goes wrong, as entries of a script.
    faults: str = ""
    # An adapter that is asked for besides the model.
    adapter: str = ""
    # Whether `firstlight limits` reads the start-up log, as nothing else tells the slots.
    reads_log: bool = False
    silent: tuple = ()

    def silence(self, name):
        """The entry that says that something has no data; None without one."""
        return next((entry for entry in self.silent if entry.covers(name)), None)


# Seconds until everything must have data.
PATIENCE = 90
MODEL = "demo-8b"
REPLICAS = 2
# Steps of 60 ms: nine engines under load leave room on two processors.
ENGINE = ("--calibration", "vllm-cpu", "--max-num-seqs", "2")
# More sessions than slots, so that requests wait, and prompts that begin alike.
LOAD = ("--model", MODEL, "--concurrency", "6", "--duration", "10m", "--max-tokens", "32",
        "--prompt-tokens", "64", "--cache-hit", "0.5")
# Counters of failures begin with the first one.
SCRIPT = f"""\
replicas: {REPLICAS}
balancing: round-robin
faults:
  - {{fault: status, code: 500, requests: 4-9}}
  - {{fault: status, code: 500, share: 3%}}
"""
# For a while requests are turned away when another one waits, by engines that count it.
REJECTION = "  - {fault: queue-limit, waiting: 1, from: 5s, for: 30s}\n"
# Users without patience, whose requests are withdrawn.
HURRY = ("--model", MODEL, "--rate", "1", "--timeout", "400ms", "--objective", "e2e p95 <= 300ms",
         "--duration", "10m", "--max-tokens", "64", "--prompt-tokens", "64")
SPECULATION = ("--num-speculative-tokens", "3")
# What keeps the samples of one engine apart from the others' in a store of all.
PROOF = "proof"

DIALECTS = (
    Dialect("vllm-0-8", "vllm@0.8.5",
            ("--engine", "vllm", "--engine-version", "0.8.5", *SPECULATION), reads_log=True),
    Dialect("vllm", "vllm@0.32.0", ("--engine", "vllm", "--developer-mode", *SPECULATION),
            faults=REJECTION),
    # A cache that is too small for what runs: requests are retracted.
    Dialect("sglang", "sglang",
            ("--engine", "sglang", "--adapters", "tenant-1", "--kv-tokens", "160",
             "--max-model-len", "160", *SPECULATION), adapter="tenant-1"),
    Dialect("tgi", "tgi", ("--engine", "tgi"), faults=REJECTION, silent=(
        Silence(".*firstlight_engine_limit_slots.*",
                "TGI limits tokens, not requests: neither its pages nor its log tell slots, and its "
                "panels say that the limit is unknown"),)),
    Dialect("llamacpp", "llamacpp", ("--engine", "llamacpp", *SPECULATION), silent=(
        Silence("(replica:llm_kv_cache_usage:level|service:llm_kv_cache_usage:max)",
                "builds since May 2025 tell no usage of the KV cache; rules for any build read that "
                "of older ones"),)),
    Dialect("trtllm", "tensorrt-llm", ("--engine", "trtllm"), ("/prometheus/metrics",)),
    Dialect("triton", "triton", ("--engine", "triton", "--latency-histograms")),
    Dialect("dynamo", "dynamo", ("--engine", "dynamo"), ("/metrics", "/worker/metrics"),
            faults=REJECTION),
    Dialect("lmdeploy", "lmdeploy", ("--engine", "lmdeploy")),
)


class Subject:
    """One engine: what was generated for it, and its simulated replicas."""

    def __init__(self, processes, pages, dialect):
        self.dialect = dialect
        folder = processes.folder
        self.out = folder / f"generated-{dialect.job}"
        servers.generate(self.out, "rules", "slo", "dashboards", "--engine", dialect.engine)
        script = folder / f"{dialect.job}.yml"
        script.write_text(SCRIPT + dialect.faults)
        log = folder / f"{dialect.job}-start.log"
        self.engine = servers.Simulated(
            processes, dialect.job, *dialect.simulated, *ENGINE, "--script", script, "--log", log)
        self.engine.load(*LOAD)
        self.engine.load(*HURRY, name="hurry")
        if dialect.adapter:
            self.engine.load(
                *LOAD, "--model", dialect.adapter, "--concurrency", "1", name="adapter")
        for number in range(REPLICAS):
            replica = f"/replicas/{number}"
            pages.ask(
                f"{dialect.job}-{number}", f"{self.engine.url}{replica}", "--model", MODEL,
                "--metrics", f"{self.engine.url}{replica}{dialect.paths[0]}",
                *(("--log", log) if dialect.reads_log else ()))

    def instance(self, number, page=0):
        """What a page of a replica is called: the replicas share the simulator's address.

        The first keeps the address, as `firstlight limits` calls it.
        """
        suffix = "" if page == 0 else f"-{page}"
        return f"{self.engine.address}{f'/{number}' if number else ''}{suffix}"


def scrape_jobs(subject, pages, labels=None):
    """Jobs for all pages of all replicas of an engine, their limits, and the machine below the first.

    `labels` are added to all series.
    """
    lines = []

    def job(name, path, address, relabelling, more=()):
        lines.extend([f"  - job_name: {name}", f"    metrics_path: {path}",
                      f"    static_configs: [{{targets: ['{address}']}}]", *more])
        relabelling = relabelling | (labels or {})
        if relabelling:
            lines.extend(["    relabel_configs:"] + [
                f"      - {{target_label: {label}, replacement: '{text}'}}"
                for label, text in relabelling.items()])

    name, address = subject.dialect.job, subject.engine.address
    for number in range(REPLICAS):
        for page, path in enumerate(subject.dialect.paths):
            job(f"{name}-{number}-{page}", f"/replicas/{number}{path}", address,
                {"job": name, "instance": subject.instance(number, page)})
        # As docs/monitoring.md has it: the labels of the page are kept, the job is the engine's.
        # Only the second replica is renamed, because the page knows addresses and no paths.
        rename = [] if number == 0 else [
            "      - {target_label: instance, source_labels: [__name__], regex: "
            f"firstlight_engine_limit_.+, replacement: '{subject.instance(number)}'}}"]
        job(f"limits-{name}-{number}", f"/{name}-{number}", pages.address, {}, (
            "    honor_labels: true", "    metric_relabel_configs:",
            "      - {target_label: job, source_labels: [__name__], regex: "
            f"firstlight_engine_limit_.+, replacement: {name}}}", *rename))
    for exporter in ("dcgm", "node"):
        job(f"{exporter}-{name}", f"/replicas/0/{exporter}/metrics", address, {"job": exporter})
    return lines


# Writing the pages of nine engines for two scrapers is most of the work there is.
SCRAPES = "scrape_interval: 5s, scrape_timeout: 5s"
# Seconds of the windows that have the same samples: VictoriaMetrics begins with the last one before the
# window, Prometheus with the first one in it.
WINDOWS = (35, 30)
# Seconds until answers that differ must agree: on a busy machine scrapes come late or never.
SETTLING = 40


def prometheus_config(subject, pages, copy_to):
    """A configuration with the rules, whose samples are sent on to a store of all engines."""
    name = subject.dialect.job
    return "\n".join([
        f"global: {{{SCRAPES}, evaluation_interval: 5s}}", "rule_files:",
        *(f"  - {file}" for file, _ in servers.rule_files(subject.out)),
        f"remote_write: [{{url: '{copy_to}/api/v1/write', write_relabel_configs: "
        f"[{{target_label: {PROOF}, replacement: {name}}}]}}]",
        "scrape_configs:", *scrape_jobs(subject, pages)]) + "\n"


def victoria_config(subjects, pages):
    """A configuration for a store that scrapes all engines and evaluates no rules."""
    jobs = [line for subject in subjects
            for line in scrape_jobs(subject, pages, {PROOF: subject.dialect.job})]
    return "\n".join([f"global: {{{SCRAPES}}}", "scrape_configs:", *jobs]) + "\n"


def prove(processes, say):
    """Runs the proof; returns what is wrong, a line each."""
    with limits.LimitPages(processes) as pages:
        return run(processes, pages, say)


def run(processes, pages, say):
    folder = processes.folder
    subjects = [Subject(processes, pages, dialect) for dialect in DIALECTS]
    scrapes = folder / "victoria.yml"
    scrapes.write_text(victoria_config(subjects, pages))
    scraping = servers.VictoriaMetrics(processes, "victoria", scrapes)
    copied = servers.VictoriaMetrics(processes, "victoria-copy")
    outcomes = []
    for subject in subjects:
        name = subject.dialect.job
        config = folder / f"prometheus-{name}.yml"
        config.write_text(prometheus_config(subject, pages, copied.url))
        prometheus = servers.Prometheus(processes, f"prometheus-{name}", config)
        outcomes.append(Outcome(
            subject, prometheus, scraping.only(PROOF, name), copied.only(PROOF, name)))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and any([outcome.look() for outcome in outcomes]):
        time.sleep(2)
    end = time.monotonic() + SETTLING
    while any([outcome.compare() for outcome in outcomes]) and time.monotonic() < end:
        time.sleep(2)
    problems = pages.problems()
    for outcome in outcomes:
        wrong = outcome.problems() + outcome.tally.problems()
        say(f"{outcome.dialect.engine}: {len(outcome.recorded)} recordings, {len(outcome.queries)} "
            f"panel queries; {outcome.tally.words}; {len(wrong)} problems")
        problems += [f"{outcome.dialect.engine}: {line}" for line in wrong]
    return problems


class Outcome:
    """What has data of one engine's files, and what still has none."""

    def __init__(self, subject, prometheus, victoria, copied):
        self.dialect = subject.dialect
        self.out = subject.out
        self.prometheus = prometheus
        self.victoria = victoria
        self.copied = copied
        self.recorded = sorted({
            name for _, text in servers.rule_files(self.out)
            for name in servers.names(r"^\s*(?:- )?record: (\S+)", text)})
        self.queries = panels.queries(self.out)
        self.missing = list(self.recorded)
        self.empty = [
            (store, board, panel, panels.resolved(query, self.dialect.job))
            for board, panel, query in self.queries for store in (prometheus, victoria)
            if store is prometheus or not panels.reads_recorded(query)]
        self.tally = agreement.Tally({query for _, _, query in self.queries})

    @staticmethod
    def name(entry):
        _, board, panel, query = entry
        return f"{board}: {panel}: {query}"

    def look(self):
        """Looks again at what had no data; whether something that must have some has none."""
        self.missing = [
            name for name in self.missing if not self.has_data(self.prometheus, self.selector(name))]
        self.empty = [entry for entry in self.empty if not self.has_data(entry[0], entry[3])]
        silence = self.dialect.silence
        return (any(not silence(name) for name in self.missing)
                or any(not silence(self.name(entry)) for entry in self.empty))

    def selector(self, name):
        return name if name.startswith("machine:") else f'{name}{{job="{self.dialect.job}"}}'

    @staticmethod
    def has_data(store, query):
        try:
            return bool(store.query(query))
        except (servers.Failure, OSError):
            return False

    def problems(self):
        silence = self.dialect.silence
        lines = [f"{name} records nothing" for name in self.missing if not silence(name)]
        for group in self.prometheus.api("rules")["groups"]:
            if group["file"].startswith(f"{self.out}/"):
                lines += [f"{rule['name']}: {rule['lastError']}" for rule in group["rules"]
                          if rule.get("lastError")]
        for entry in self.empty:
            if silence(self.name(entry)):
                continue
            store, board, panel, query = entry
            try:
                store.query(query)
                what = "no data"
            except (servers.Failure, OSError) as error:
                what = str(error)
            lines.append(f"{board}: {panel}: {type(store).__name__}: {what}: {query}")
        return lines + stale_silences(
            self.dialect, self.recorded, [self.name((None, *rest)) for rest in (
                (board, panel, panels.resolved(query, self.dialect.job))
                for board, panel, query in self.queries)],
            set(self.missing) | {self.name(entry) for entry in self.empty})

    def compare(self):
        """Asks both stores that have the same samples; whether too many answers differ still."""
        # Samples are sent on a few seconds after they were taken.
        at = int(time.time()) - 15
        for query in list(self.tally.open):
            left, right = (
                panels.resolved(query, self.dialect.job, f"{seconds}s") for seconds in WINDOWS)
            # An increase is that of the whole window, for a rate it makes no difference.
            factor = WINDOWS[1] / WINDOWS[0] if panels.counts(query) else 1
            try:
                self.tally.add(
                    query, self.prometheus.query(left, at), self.copied.query(right, at), factor)
            except (servers.Failure, OSError) as error:
                self.tally.open[query] = f"{error}: {query}"
        return self.tally.problems()


def stale_silences(dialect, recorded, queries, without_data):
    """Exceptions for something that has data, or that is not there at all."""
    lines = []
    for entry in dialect.silent:
        covered = [name for name in recorded + queries if entry.covers(name)]
        lines += [f"{name} has data: the exception \"{entry.pattern}\" is stale"
                  for name in covered if name not in without_data]
        if not covered:
            lines.append(f"nothing is called \"{entry.pattern}\": the exception is stale")
    return lines
