"""The queries of generated dashboards, as Grafana would send them."""

import json
import pathlib
import re

# Series that rules record: a store that evaluates no rules does not have them of its own.
RECORDED = re.compile(r"\b(service|replica|slo|machine):llm_")


def queries(folder):
    """The queries of all panels below a folder, each with the board and the panel it belongs to."""
    found = []

    def walk(board, panel):
        for target in panel.get("targets", []):
            if target.get("expr"):
                found.append((board, panel.get("title", ""), target["expr"]))
        for inner in panel.get("panels", []):
            walk(board, inner)

    for file in sorted((pathlib.Path(folder) / "grafana/dashboards").glob("*.json")):
        board = json.loads(file.read_text())
        for panel in board.get("panels", []):
            walk(file.stem, panel)
    return found


def resolved(query, job, window="20s"):
    """A query with Grafana's variables in their places: this job, all of everything else."""
    query = re.sub(r"\$\{?__rate_interval\}?", window, query)
    query = re.sub(r"\$\{?__range\}?", "1m", query)
    query = re.sub(r"\$\{?__interval\}?", "1s", query)
    query = re.sub(r"\$\{?job(:\w+)?\}?", job, query)
    return re.sub(r"\$\{?[a-z_]+(:\w+)?\}?", ".*", query)


def counts(query):
    """Whether a query answers with a number of events in its window, as heatmaps do."""
    return bool(re.match(r"sum by \(le\) \(increase\(", query))


def reads_recorded(query):
    """Whether a query reads series that rules record."""
    return bool(RECORDED.search(query))
