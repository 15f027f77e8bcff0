"""What fired, what came to Alertmanager and what was muted there, over the whole of a proof.

Alerts come and go, so that one look at the end proves nothing: Prometheus keeps when each of them
fired, and Alertmanager is asked again and again.
"""

import dataclasses
import json
import threading
import time

from . import servers

# The labels besides name and severity that tell rules of one name apart.
TELLING = ("signal", "slo", "long_window")

# Seconds between two evaluations of a rule at most, while an alert goes on.
LATE = 5


def key(labels, name=None):
    """A rule as a text, by the labels it writes: name/severity, and what tells it from others."""
    parts = [name or labels["alertname"], labels["severity"]]
    return "/".join(parts + [labels[label] for label in TELLING if label in labels])


def identity(labels):
    """The labels of an alert as something that can be looked up."""
    return frozenset(
        (name, value) for name, value in labels.items() if name not in ("__name__", "alertstate"))


@dataclasses.dataclass
class Firing:
    """An alert, with its labels, and when it fired, in Unix seconds."""

    labels: dict
    first: float
    last: float
    # Seconds for which it fired, without the times between.
    seconds: float

    @property
    def key(self):
        return key(self.labels)


def firings(prometheus, window="30m"):
    """Everything that has fired, from what Prometheus keeps."""
    found = []
    for series in prometheus.query(f'ALERTS{{alertstate="firing"}}[{window}]'):
        times = [float(at) for at, _ in series["values"]]
        steps = [after - before for before, after in zip(times, times[1:])]
        labels = {name: value for name, value in series["metric"].items()
                  if name not in ("__name__", "alertstate")}
        # On a busy machine rules are late by seconds; above that it did not fire in between.
        found.append(Firing(labels, times[0], times[-1], sum(step for step in steps if step < LATE)))
    return found


class Watch:
    """Asks an Alertmanager again and again what is there and what mutes what."""

    def __init__(self, url, every=0.3):
        self.url = url
        self.every = every
        self.lock = threading.Lock()
        # Labels of every alert that was there.
        self.seen = set()
        # Pairs of a muted alert's labels and those of what mutes it.
        self.muted = set()
        self.looks = 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join(timeout=15)

    def run(self):
        while not self.ended.is_set():
            began = time.monotonic()
            try:
                self.note(json.loads(servers.get(f"{self.url}/api/v2/alerts")))
            except (OSError, ValueError):
                pass
            self.ended.wait(max(0.05, self.every - (time.monotonic() - began)))

    def note(self, alerts):
        """Notes one answer of Alertmanager."""
        by_fingerprint = {alert["fingerprint"]: identity(alert["labels"]) for alert in alerts}
        with self.lock:
            self.looks += 1
            self.seen |= set(by_fingerprint.values())
            for alert in alerts:
                for source in alert["status"]["inhibitedBy"]:
                    # The source may have gone between two looks of Alertmanager's own.
                    if source in by_fingerprint:
                        self.muted.add((identity(alert["labels"]), by_fingerprint[source]))

    def state(self):
        """What was seen, and pairs of muted and muting, so far."""
        with self.lock:
            return set(self.seen), set(self.muted)
