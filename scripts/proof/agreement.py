"""Whether two stores that hold the same samples answer queries alike."""

import math
import re

# A range selector: what it looks at depends on how a store treats the edges of the window.
RANGE = re.compile(r"\[[0-9]")
# By what share of the larger one two numbers may differ that should be the same.
EXACTLY = 1e-6
# The same for rates and what is made of them.
NEARLY = 0.1
# How many of those have to: a few requests at the edge of a window move a mean or a quantile of few.
MOST = 0.85


def values(result):
    """An instant vector as a mapping of its label sets to numbers, names left out."""
    return {
        tuple(sorted((name, text) for name, text in entry["metric"].items() if name != "__name__")):
            float(entry["value"][1])
        for entry in result}


def distance(left, right):
    """By what share of the larger two numbers differ; 0 where both are no numbers."""
    if math.isnan(left) or math.isnan(right):
        return 0.0 if math.isnan(left) == math.isnan(right) else math.inf
    if left == right:
        return 0.0
    if math.isinf(left) or math.isinf(right):
        return math.inf
    return abs(left - right) / max(abs(left), abs(right))


class Tally:
    """How often two stores agree."""

    def __init__(self):
        self.exact = 0
        self.near = 0
        self.far = []
        self.wrong = []

    def add(self, query, left, right):
        """Counts the answers to a query; one that should be exact and is not is wrong."""
        left, right = values(left), values(right)
        if left.keys() != right.keys():
            extra = dict(sorted(left.keys() ^ right.keys())[0])
            self.wrong.append(
                f"{len(left)} series and {len(right)}, only one store has {extra}: {query}")
            return
        worst = max(left, key=lambda labels: distance(left[labels], right[labels]), default=None)
        apart = 0.0 if worst is None else distance(left[worst], right[worst])
        words = "" if worst is None else (
            f"{left[worst]:.6g} and {right[worst]:.6g} for {dict(worst)}: {query}")
        if not RANGE.search(query):
            if apart > EXACTLY:
                self.wrong.append(words)
            else:
                self.exact += 1
        elif apart > NEARLY:
            self.far.append(words)
        else:
            self.near += 1

    @property
    def words(self):
        ranged = self.near + len(self.far)
        return (f"{self.exact} answers equal in VictoriaMetrics, {self.near} of {ranged} with a range "
                "nearly")

    def problems(self):
        """What is wrong, a line each."""
        lines = [f"the stores differ: {line}" for line in self.wrong]
        ranged = self.near + len(self.far)
        if self.near < MOST * ranged:
            lines += [f"of {ranged} answers with a range, {len(self.far)} differ by more than "
                      f"{NEARLY:.0%} between the stores"]
            lines += [f"the stores differ: {line}" for line in self.far]
        return lines
