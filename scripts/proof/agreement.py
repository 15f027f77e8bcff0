"""Whether two stores that hold the same samples answer queries alike."""

import math
import re

# A range selector: what it looks at depends on how a store treats the edges of the window.
RANGE = re.compile(r"\[[0-9$]")
# By what share of the larger one two numbers may differ that should be the same.
EXACTLY = 1e-6
# The same for rates and what is made of them.
NEARLY = 0.02
# The share of those that may differ by more: few requests at the edge of a window move what is made of
# few requests.
FEW = 0.1


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
    """On which queries two stores agree, and what the others' last answers were."""

    def __init__(self, queries):
        self.agreed = set()
        self.open = {query: f"not asked: {query}" for query in sorted(queries)}

    def add(self, query, left, right, factor=1):
        """Notes two answers to a query; those on the left are multiplied by a factor."""
        left = {labels: value * factor for labels, value in values(left).items()}
        found = difference(left, values(right), NEARLY if has_range(query) else EXACTLY)
        if found:
            self.open[query] = f"{found}: {query}"
        else:
            self.agreed.add(query)
            self.open.pop(query, None)

    @property
    def words(self):
        ranged = sum(map(has_range, self.agreed))
        return (f"{len(self.agreed) - ranged} answers equal in VictoriaMetrics, {ranged} with a range "
                f"nearly equal, {len(self.open)} not")

    def problems(self):
        """What is wrong, a line each: every answer without a range, and too many with one."""
        ranged = [query for query in self.open if has_range(query)]
        wrong = [query for query in self.open if not has_range(query)]
        if len(ranged) > FEW * (len(ranged) + sum(map(has_range, self.agreed))):
            wrong += ranged
        return [f"the stores differ: {self.open[query]}" for query in wrong]


def has_range(query):
    """Whether a query reads a range, in Grafana's words or in numbers."""
    return bool(RANGE.search(query))


def difference(left, right, tolerance):
    """What is different about two answers, in words; None when they agree."""
    if left.keys() != right.keys():
        return (f"{len(left)} series and {len(right)}, only one store has "
                f"{dict(sorted(left.keys() ^ right.keys())[0])}")
    worst = max(left, key=lambda labels: distance(left[labels], right[labels]), default=None)
    if worst is None or distance(left[worst], right[worst]) <= tolerance:
        return None
    return f"{left[worst]:.6g} and {right[worst]:.6g} for {dict(worst)}"
