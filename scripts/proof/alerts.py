"""Alerts fire when their fault is injected, and arrive where they are to arrive.

The scenarios so far are a healthy engine and one with too few slots: alerts of latency and queues.

Each fault is put into a simulated engine of its own; one Prometheus scrapes them all by the
generated rules, in which five minutes are five seconds, and hands its alerts to an Alertmanager with
the generated routes and inhibitions, whose receivers are ours.
"""

import dataclasses
import json
import time

from . import durations, receivers, servers

# An hour passes in a minute.
FACTOR = 60
SCRAPE = "500ms"

PROFILE = """\
version: 1
name: proof
target: {url: "http://127.0.0.1:8000"}
objectives:
  - ttft p95 <= 250ms
  - itl p95 <= 25ms
  - tpot p95 <= 25ms
  - e2e p95 <= 2500ms
  - error rate <= 5%
"""


@dataclasses.dataclass(frozen=True)
class Scenario:
    """A fault, the load that shows it, and the alerts that must fire for it."""

    job: str
    # `name/severity`; without a severity any.
    expected: tuple
    options: tuple = ()
    script: str = ""
    load: tuple = ("--concurrency", "4", "--max-tokens", "32", "--prompt-tokens", "64")
    replicas: int = 1
    pages: tuple = ("/metrics",)
    # Seconds after which the process is killed; 0 for never.
    dies_after: float = 0


SCENARIOS = (
    Scenario("healthy", ()),
    Scenario("slots", (
        "LLMHighTimeToFirstToken/critical", "LLMHighTimeToFirstToken/warning",
        "LLMHighQueueTime/critical", "LLMHighEndToEndLatency/critical",
        # Not critical: the queue of a closed loop does not grow.
        "LLMRequestsWaiting/warning", "LLMSlotLimitReached/warning"),
        ("--max-num-seqs", "2"),
        load=("--concurrency", "12", "--max-tokens", "64", "--prompt-tokens", "64")),
)


def prove(processes, say):
    """Runs the proof; returns what is wrong, a line each."""
    folder = processes.folder
    profile = folder / "firstlight.yml"
    profile.write_text(PROFILE)
    out = folder / "generated"
    servers.generate(out, "rules", "slo", "alertmanager", "--engine", "vllm@0.32.0", "--profile",
                     profile)
    with receivers.Inbox() as inbox:
        return run(processes, say, out, inbox)


def run(processes, say, out, inbox):
    folder = processes.folder
    engines = {scenario.job: start(processes, scenario) for scenario in SCENARIOS}
    began = time.monotonic()
    manager_url = f"http://127.0.0.1:{servers.free_port()}"
    config = folder / "alertmanager.yml"
    config.write_text(receivers.redirected(durations.compress(
        (out / "alertmanager/alertmanager.yml").read_text(), FACTOR), inbox.url))
    manager = processes.start("alertmanager", [
        "prometheus-alertmanager", f"--config.file={config}",
        f"--storage.path={folder / 'alertmanager-data'}", f"--web.listen-address={manager_url[7:]}",
        "--cluster.listen-address="])
    processes.ready(manager, f"{manager_url}/-/ready")
    prometheus = servers.Prometheus(
        processes, "prometheus-alerts", scrape_config(folder, out, engines, manager_url))
    problems = []
    waiting = {(scenario.job, alert) for scenario in SCENARIOS for alert in scenario.expected}
    seen = {}
    while waiting and time.monotonic() - began < 240:
        for scenario in SCENARIOS:
            engine = engines[scenario.job]
            if scenario.dies_after and engine.process.poll() is None and (
                    time.monotonic() - began > scenario.dies_after):
                processes.end(engine.process, hard=True)
        for alert in prometheus.api("alerts")["alerts"]:
            if alert["state"] != "firing":
                continue
            labels = alert["labels"]
            for name in (labels["alertname"], f"{labels['alertname']}/{labels['severity']}"):
                key = (labels.get("job", ""), name)
                if key not in seen:
                    seen[key] = time.monotonic() - began
                waiting.discard(key)
        time.sleep(1)
    for (job, alert), after in sorted(seen.items(), key=lambda item: item[1]):
        if "/" in alert:
            say(f"{job}: {alert} fired after {after:.0f} s")
    problems += [f"{job}: {alert} did not fire" for job, alert in sorted(waiting)]
    problems += [f"healthy: {alert} fired" for job, alert in seen if job == "healthy" and "/" in alert]
    problems += delivered(prometheus, manager_url, inbox, seen, say)
    return problems


def start(processes, scenario):
    options = list(scenario.options)
    if scenario.script:
        file = processes.folder / f"{scenario.job}.yml"
        file.write_text(scenario.script)
        options += ["--script", str(file)]
    engine = servers.Simulated(processes, scenario.job, *options)
    if scenario.load:
        engine.load("--duration", "10m", *scenario.load)
    return engine


def scrape_config(folder, out, engines, manager_url):
    """The generated rules, faster; a job for each scenario."""
    lines = [f"global: {{scrape_interval: {SCRAPE}, scrape_timeout: {SCRAPE}, "
             f"evaluation_interval: {SCRAPE}}}", "rule_files:"]
    for file, text in servers.rule_files(out):
        place = folder / f"fast-{file.name}"
        place.write_text(durations.compress(text, FACTOR))
        lines.append(f"  - {place}")
    lines += [f"alerting: {{alertmanagers: [{{static_configs: [{{targets: ['{manager_url[7:]}']}}]}}]}}",
              "scrape_configs:"]
    for scenario in SCENARIOS:
        address = engines[scenario.job].address
        prefixes = [""] if scenario.replicas == 1 else [
            f"/replicas/{number}" for number in range(scenario.replicas)]
        for number, prefix in enumerate(prefixes):
            for page in scenario.pages:
                lines += [
                    f"  - job_name: '{scenario.job}{prefix}{page}'",
                    f"    metrics_path: {prefix}{page}",
                    f"    static_configs: [{{targets: ['{address}']}}]",
                    "    relabel_configs:",
                    f"      - {{target_label: job, replacement: {scenario.job}}}",
                    f"      - {{target_label: instance, replacement: '{scenario.job}-{number}'}}"]
    file = folder / "alerts.yml"
    file.write_text("\n".join(lines) + "\n")
    return file


def delivered(prometheus, manager_url, inbox, seen, say):
    """Whether what fired arrived at the receiver of its severity, or was held back on purpose."""
    problems = []
    alerts = json.loads(servers.get(f"{manager_url}/api/v2/alerts"))
    held = {(alert["labels"].get("job", ""), alert["labels"]["alertname"], alert["labels"]["severity"])
            for alert in alerts if alert["status"]["inhibitedBy"]}
    arrived = {(alert["labels"].get("job", ""), alert["labels"]["alertname"],
                alert["labels"]["severity"]) for alert in alerts}
    for job, alert in seen:
        if "/" not in alert:
            continue
        name, severity = alert.split("/")
        if (job, name, severity) not in arrived:
            problems.append(f"{job}: {alert} never came to Alertmanager")
    say(f"{len(arrived)} alerts at Alertmanager, {len(held)} of them inhibited")
    return problems
