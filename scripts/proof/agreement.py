"""Whether two stores answer a query alike."""

import math


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


def difference(left, right, tolerance, floor=1e-9):
    """What is different about two instant vectors, in words; None when they agree.

    Numbers agree when they differ by no more than a share `tolerance` of the larger one, or by no
    more than `floor`.
    """
    left, right = values(left), values(right)
    if left.keys() != right.keys():
        one = [dict(labels) for labels in sorted(left.keys() ^ right.keys())[:1]]
        return f"{len(left)} series and {len(right)}; only one side has {one[0]}"
    worst = max(
        (labels for labels in left if abs(left[labels] - right[labels]) > floor
         or math.isnan(left[labels]) != math.isnan(right[labels])),
        key=lambda labels: distance(left[labels], right[labels]), default=None)
    if worst is None or distance(left[worst], right[worst]) <= tolerance:
        return None
    return f"{left[worst]:.6g} and {right[worst]:.6g} for {dict(worst)}"
