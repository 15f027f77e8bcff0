"""Figures: the server's truth, percentiles, errors against the truth, and tables of them."""

import csv
import dataclasses
import math


def percentile(values, share):
    """The percentile with linear interpolation between neighbours, as numpy computes it."""
    if not values:
        return math.nan
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def median(values):
    return percentile([value for value in values if not math.isnan(value)], 0.5)


def read_log(text):
    """A log of the server or of the floor: a line a request, numbers where they are numbers."""
    return [
        {name: int(value) if value.lstrip("-").isdigit() else value for name, value in row.items()}
        for row in csv.DictReader(text.splitlines(), delimiter="\t")]


@dataclasses.dataclass
class Truth:
    """What the server says of one run. Times in milliseconds and seconds, from its own log."""

    ttft: list
    lag: list
    tokens: int
    requests: int
    whole: int
    seconds: float
    held: float

    @classmethod
    def of(cls, rows, clients_requests=None):
        """The truth about the last `clients_requests`; what a client asks to warm up comes first."""
        if clients_requests is not None:
            rows = rows[max(0, len(rows) - clients_requests):]
        told = [row for row in rows if row["first_ns"]]
        seconds = 0.0
        busy = 0
        if told:
            ended = max(row["last_ns"] for row in told)
            seconds = (ended - min(row["arrived_ns"] for row in told)) / 1e9
            busy = sum(row["last_ns"] - row["arrived_ns"] for row in told) / 1e9
        return cls(
            ttft=[(row["first_ns"] - row["arrived_ns"]) / 1e6 for row in told],
            lag=[(row["first_ns"] - row["due_ns"]) / 1e6 for row in told],
            tokens=sum(row["tokens"] for row in rows),
            requests=len(rows),
            whole=sum(row["fate"] == "whole" and row["finished"] == 1 for row in rows),
            seconds=seconds,
            held=busy / seconds if seconds else 0.0)


def errors_by_request(server_rows, client_rows):
    """Client's TTFT minus the server's, request by request, in milliseconds."""
    truth = {row["request"]: row for row in server_rows}
    errors = []
    for row in client_rows:
        told = truth.get(row["request"])
        if told and row["first_ns"] and told["first_ns"]:
            said = row["first_ns"] - row["sent_ns"]
            errors.append((said - (told["first_ns"] - told["arrived_ns"])) / 1e6)
    return errors


def significant(value):
    """Three significant digits, thousands apart, two decimals: 0.25, 6.7, 18.8, 1,830; 0.002."""
    if math.isnan(value):
        return "-"
    size = abs(value)
    if 0.0005 <= size < 0.01:
        return f"{value:.3f}"
    text = f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"
    if size < 10 and size >= 1 and text.endswith("0"):
        text = text[:-1]
    return "0.00" if text == "-0.00" else text


def pair(first, second):
    return f"{significant(first)} / {significant(second)}"


def thousands(value):
    return "-" if math.isnan(value) else f"{significant(value / 1000)} k"


def table(header, rows):
    """A Markdown table; the first column is text, the others stand to the right."""
    lines = ["| " + " | ".join(header) + " |", "|---|" + "--:|" * (len(header) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def replace_section(text, section, content):
    """The page with other content between `<!-- section:begin -->` and `<!-- section:end -->`."""
    begin, end = f"<!-- {section}:begin -->", f"<!-- {section}:end -->"
    head, found, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"the page lacks the lines {begin} and {end}")
    return f"{head}{begin}\n\n{content.strip()}\n\n{end}{tail}"
