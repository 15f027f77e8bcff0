"""Makes the durations in rules and configurations shorter, so that hours pass in a minute.

Only the times by which servers work are changed: ranges, offsets and waits. Names of series, limits
and numbers in texts stay.
"""

import re

SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "y": 31536000}
DURATION = r"(?:\d+(?:ms|[smhdwy]))+"
QUERY = re.compile(rf"(\[|:|offset )({DURATION})(?=[\]:\s),]|$)")
KEYS = ("for", "keep_firing_for", "interval", "scrape_interval", "scrape_timeout",
        "evaluation_interval", "group_wait", "group_interval", "repeat_interval")
KEY = re.compile(rf"^(\s*(?:- )?(?:{'|'.join(KEYS)}): )\"?({DURATION})\"?\s*$", re.MULTILINE)


def seconds(text):
    """The length of a duration in PromQL's spelling."""
    parts = re.findall(r"(\d+)(ms|[smhdwy])", text)
    return sum(int(number) * SECONDS[unit] for number, unit in parts)


def shorter(text, factor, shortest=0.5):
    """A duration divided by a factor, in milliseconds, and not below `shortest` seconds."""
    return f"{max(round(seconds(text) / factor * 1000), round(shortest * 1000))}ms"


def compress_query(query, factor, furthest=None):
    """A query whose ranges, steps and offsets are shorter.

    With `furthest` no offset goes further back than so many seconds.
    """
    def replaced(found):
        divisor = factor
        if furthest and found[1] == "offset ":
            divisor = max(factor, seconds(found[2]) / furthest)
        return found[1] + shorter(found[2], divisor)
    return QUERY.sub(replaced, query)


def compress(text, factor, furthest=None):
    """A rule file or configuration whose waits, ranges and offsets are shorter.

    Where events of 5 minutes are counted, the factor 300 stays: as many as would have come.
    With `furthest` queries look back no further than so many seconds.
    """
    lines = []
    in_query = None
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        if in_query is not None and line.strip() and indent <= in_query:
            in_query = None
        starts = re.match(r"\s*(?:- )?expr: ", line)
        if starts:
            in_query = indent
        if in_query is not None:
            line = compress_query(line, factor, furthest)
        lines.append(line)
    return KEY.sub(lambda found: found[1] + shorter(found[2], factor, 0.2), "\n".join(lines) + "\n")
