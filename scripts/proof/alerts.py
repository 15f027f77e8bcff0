"""Every alert fires when its fault is injected, and arrives where it is to arrive.

Each fault is put into a simulated engine of its own; one Prometheus scrapes them all by the
generated rules, in which an hour is a minute, and hands its alerts to an Alertmanager with the
generated routes and inhibitions, whose receivers are ours. The rules of an older vLLM, which tells
what the newest does not, have servers of their own.
"""

import contextlib
import dataclasses
import functools
import time

from . import durations, history, inhibitions, receivers, scenarios, servers, verdict

# An hour passes in a minute, and yesterday is a minute ago.
FACTOR = 60
FURTHEST = 60
SCRAPE = "1s"
EVALUATION = "1s"

# Seconds without a scrape after which windows of five seconds are empty.
STANDSTILL = 3

# Seconds after which what has not happened will not: the last fault ends after 155.
PATIENCE = 200


@dataclasses.dataclass(frozen=True)
class Part:
    """Scenarios that one set of generated rules is proven by."""

    name: str
    engine: str
    scenarios: tuple
    # Whether every alert and every inhibition of the set must have been seen.
    is_whole: bool


PARTS = (
    Part("newest", "vllm@0.32.0", scenarios.SCENARIOS, True),
    Part("old", "vllm@0.7.3", scenarios.OLD_SCENARIOS, False),
)


def prove(processes, say):
    """Runs the proof; returns what is wrong, a line each.

    A machine that stands still for seconds proves nothing here, where a second stands for a minute:
    then the proof runs a second time.
    """
    for attempt in (1, 2):
        folder = processes.folder / f"run-{attempt}"
        folder.mkdir()
        with servers.Processes(folder) as own:
            lines, gap = run(own, say)
        if not lines or gap < STANDSTILL:
            return lines
        say(f"the machine was too slow: {gap:.1f} s between two scrapes, of which one is due every "
            f"{SCRAPE}")
        for line in lines:
            say(line)
    return lines


def run(processes, say):
    """Runs the proof once; returns what is wrong, and the longest time between two scrapes."""
    with contextlib.ExitStack() as stack:
        stages = [Stage(processes, part) for part in PARTS]
        for stage in stages:
            stage.start(stack)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            # All are looked at, for their engines die on time.
            if all([stage.is_done() for stage in stages]):
                break
            time.sleep(2)
        lines = [line for stage in stages for line in stage.table()]
        width = [max(len(line[column]) for line in lines) for column in range(4)]
        for line in lines:
            say("  ".join(word.ljust(size) for word, size in zip(line, width)).rstrip())
        for stage in stages:
            say(stage.summary())
        return ([line for stage in stages for line in stage.problems()],
                max(stage.longest_gap() for stage in stages))


class Stage:
    """The servers of a part, its engines, and what has become of its alerts."""

    def __init__(self, processes, part):
        self.processes = processes
        self.part = part
        self.folder = processes.folder / part.name
        self.out = self.folder / "generated"
        self.folder.mkdir()
        profile = self.folder / "firstlight.yml"
        profile.write_text(scenarios.PROFILE)
        servers.generate(self.out, "rules", "slo", "alertmanager", "--engine", part.engine,
                         "--profile", profile)
        self.config = (self.out / "alertmanager/alertmanager.yml").read_text()
        self.rules = inhibitions.inhibitions(self.config)
        # The engine, its load, and when it started, by job.
        self.engines = {}
        self.loads = {}
        self.started = {}
        # The scenario of each job that Prometheus has.
        self.jobs = {}

    # MARK: starting

    def start(self, stack):
        for scenario in self.part.scenarios:
            self.start_engine(scenario)
        self.inbox = stack.enter_context(receivers.Inbox())
        url = f"http://127.0.0.1:{servers.free_port()}"
        config = self.folder / "alertmanager.yml"
        config.write_text(receivers.redirected(
            durations.compress(self.config, FACTOR), self.inbox.url))
        manager = self.processes.start(f"alertmanager-{self.part.name}", [
            "prometheus-alertmanager", f"--config.file={config}",
            f"--storage.path={self.folder / 'alertmanager-data'}",
            f"--web.listen-address={url[7:]}", "--cluster.listen-address="])
        self.processes.ready(manager, f"{url}/-/ready")
        self.watch = stack.enter_context(history.Watch(url))
        self.prometheus = servers.Prometheus(
            self.processes, f"prometheus-{self.part.name}", self.scrape_config(url[7:]),
            flags=("--rules.alert.resend-delay=5s",))

    def start_engine(self, scenario):
        options = list(scenario.options)
        if scenario.script:
            file = self.folder / f"{scenario.job}.yml"
            file.write_text(scenario.script)
            options += ["--script", str(file)]
        self.engines[scenario.job] = engine = servers.Simulated(
            self.processes, scenario.job, *options)
        self.started[scenario.job] = time.time()
        if scenario.load:
            self.loads[scenario.job] = engine.load("--duration", "10m", *scenario.load)

    def scrape_config(self, manager):
        """The generated rules, faster, and a job for each scenario and each of its exporters."""
        lines = [f"global: {{scrape_interval: {SCRAPE}, scrape_timeout: {SCRAPE}, "
                 f"evaluation_interval: {EVALUATION}}}", "rule_files:"]
        for file, text in servers.rule_files(self.out):
            place = self.folder / f"fast-{file.name}"
            place.write_text(durations.compress(text, FACTOR, furthest=FURTHEST))
            lines.append(f"  - {place}")
        lines += [f"alerting: {{alertmanagers: [{{static_configs: [{{targets: ['{manager}']}}]}}]}}",
                  "scrape_configs:"]
        for scenario in self.part.scenarios:
            prefixes = [""] if scenario.replicas == 1 else [
                f"/replicas/{number}" for number in range(scenario.replicas)]
            for number, prefix in enumerate(prefixes):
                for page in scenario.pages:
                    # Exporters are targets of their own, beside the engine's.
                    exporter = page.split("/")[1] if page != "/metrics" else ""
                    job = f"{scenario.job}-{exporter}" if exporter else scenario.job
                    self.jobs[job] = scenario
                    lines += [
                        f"  - job_name: '{scenario.job}{prefix}{page}'",
                        f"    metrics_path: {prefix}{page}",
                        f"    static_configs: [{{targets: ['{self.engines[scenario.job].address}']}}]",
                        "    relabel_configs:",
                        f"      - {{target_label: job, replacement: {job}}}",
                        f"      - {{target_label: instance, replacement: '{job}-{number}'}}"]
        file = self.folder / "prometheus.yml"
        file.write_text("\n".join(lines) + "\n")
        return file

    # MARK: looking

    def is_done(self):
        """Lets die what is to die, looks, and tells whether everything has happened."""
        for scenario in self.part.scenarios:
            engine = self.engines[scenario.job].process
            if scenario.dies_after and engine.poll() is None and (
                    time.time() - self.started[scenario.job] > scenario.dies_after):
                # Users give up with it; asking a closed port would only heat the machine.
                self.processes.end(self.loads[scenario.job], hard=True)
                self.processes.end(engine, hard=True)
        self.look()
        return not self.problems()

    def look(self):
        seen, self.muted = self.watch.state()
        with self.inbox.lock:
            delivered = list(self.inbox.delivered)
        firings = history.firings(self.prometheus)
        # By the clock of the rules, which stands still where the machine does.
        self.now = max((firing.last for firing in firings), default=0)
        self.outcomes = verdict.outcomes(firings, seen, self.muted, delivered)

    def scenario(self, outcome):
        return self.jobs.get(outcome.firing.labels.get("job", ""))

    def of(self, scenario, name):
        """What became of the alerts of a rule in a scenario."""
        return [outcome for outcome in self.outcomes
                if self.scenario(outcome) is scenario and outcome.firing.key == name]

    @functools.cached_property
    def all_rules(self):
        """Every alert there is, by what tells it apart."""
        return {history.key(rule["labels"], rule["name"])
                for group in self.prometheus.api("rules?type=alert")["groups"]
                for rule in group["rules"]}

    def missing(self):
        """What has not happened yet, a line each."""
        lines = []
        for scenario in self.part.scenarios:
            for name in scenario.expected:
                if not self.of(scenario, name):
                    lines.append(f"{scenario.job}: {name} did not fire: {scenario.fault}")
            for name in scenario.resolves:
                if not any(outcome.told_of_end for outcome in self.of(scenario, name)):
                    lines.append(f"{scenario.job}: {name}: nobody was told of the end")
        if self.part.is_whole:
            expected = {name for scenario in self.part.scenarios for name in scenario.expected}
            fired = {outcome.firing.key for outcome in self.outcomes}
            lines += [f"{name} did not fire" for name in sorted(self.all_rules - fired - expected)]
            lines += [f"nothing was muted by the inhibition {rule}"
                      for rule in verdict.unused(self.rules, self.muted)]
        return lines

    # MARK: telling

    def failing(self):
        """The jobs of which a scrape has failed, by a fault or because the machine was too slow."""
        return {series["metric"]["job"]
                for series in self.prometheus.query("min_over_time(up[10m]) == 0")}

    def problems(self):
        lines = self.missing()
        failing = self.failing()
        for outcome in self.outcomes:
            scenario = self.scenario(outcome)
            where = scenario.job if scenario else "no scenario"
            after = self.after(outcome)
            key = outcome.firing.key
            # A scrape that fails is what this alert is about, whatever it failed for.
            is_right = key.startswith("LLMEngineDown") and outcome.firing.labels["job"] in failing
            if scenario and scenario.silent and key not in scenario.expected and not is_right:
                lines.append(f"{where}: {key} fired, which nothing calls for")
            if scenario and key in scenario.expected and after < 0 and not is_right:
                lines.append(f"{where}: {key} fired {-after:.0f} s before its fault began")
            lines += [f"{where}: {line}"
                      for line in verdict.problems(outcome, self.rules, self.now)]
        return sorted(set(lines))

    def after(self, outcome):
        """Seconds from the beginning of the fault until an alert fired."""
        scenario = self.scenario(outcome)
        if scenario is None:
            return 0
        return (outcome.firing.first - self.started[scenario.job]
                - scenario.begins(outcome.firing.key))

    def table(self):
        """A row for each alert that a scenario calls for, and what became of it."""
        rows = []
        for scenario in self.part.scenarios:
            for name in scenario.expected:
                found = self.of(scenario, name)
                if found:
                    first = min(found, key=lambda outcome: outcome.firing.first)
                    rows.append((name, scenario.job, f"{self.after(first):.0f} s",
                                 verdict.heard(first)))
                else:
                    rows.append((name, scenario.job, "-", "did not fire"))
        return sorted(rows)

    def longest_gap(self):
        """The longest time between two scrapes of an engine, in seconds: whether the machine kept up."""
        times = [float(at) for series in self.prometheus.query(
            f'up{{job="{self.part.scenarios[0].job}"}}[10m]') for at, _ in series["values"]]
        return max((after - before for before, after in zip(times, times[1:])), default=0)

    def summary(self):
        fired = {outcome.firing.key for outcome in self.outcomes}
        used = len(self.rules) - len(verdict.unused(self.rules, self.muted))
        ended = sum(1 for outcome in self.outcomes if outcome.told_of_end)
        return (f"{self.part.engine}: {len(self.part.scenarios)} engines, {len(fired)} of "
                f"{len(self.all_rules)} alerts fired, {used} of {len(self.rules)} inhibitions "
                f"muted something, the end of {ended} alerts was told; at most "
                f"{self.longest_gap():.1f} s between two scrapes")
