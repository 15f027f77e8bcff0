"""Judges what became of alerts: whether each fired, arrived where it should, or was muted by design."""

import dataclasses

from . import history

# Who is to hear of which severity.
RECEIVERS = {"critical": "pager", "warning": "chat", "info": None}

# What users feel: a page about it is muted by nothing.
FELT = ("LLMHighTimeToFirstToken", "LLMHighInterTokenLatency", "LLMHighTimePerOutputToken",
        "LLMHighEndToEndLatency", "LLMHighErrorRate", "LLMAdmissionRejections",
        "LLMLatencyBudgetBurn", "LLMAvailabilityBudgetBurn")

# An alert that fired for less may be gone before anybody asked or was told.
BRIEF = 3.0
# Seconds in which Alertmanager tells of what has come or gone; groups wait for 5.
DELIVERY = 12.0


@dataclasses.dataclass
class Outcome:
    """What became of one alert with its labels."""

    firing: history.Firing
    arrived: bool
    # The receivers that heard of it, and those that heard of its end.
    told: set
    told_of_end: set
    # The labels of what muted it.
    muted_by: list


def outcomes(firings, seen, muted, delivered):
    """Puts together what Prometheus, Alertmanager and the receivers say.

    `delivered` are pairs of receiver and alert as Alertmanager posts them.
    """
    told, ended = {}, {}
    for receiver, alert in delivered:
        side = ended if alert["status"] == "resolved" else told
        side.setdefault(history.identity(alert["labels"]), set()).add(receiver)
    result = []
    for firing in firings:
        labels = history.identity(firing.labels)
        result.append(Outcome(
            firing, labels in seen or labels in told, told.get(labels, set()),
            ended.get(labels, set()),
            [dict(source) for target, source in muted if target == labels]))
    return result


def problems(outcome, rules, now):
    """What is wrong with what became of one alert, a line each."""
    firing = outcome.firing
    labels = firing.labels
    wanted = RECEIVERS[labels["severity"]]
    lines = []
    wrong = (outcome.told | outcome.told_of_end) - {wanted}
    if wrong:
        lines.append(f"{firing.key} was delivered to {', '.join(sorted(wrong))}")
    for source in outcome.muted_by:
        if not any(rule.mutes(source, labels) for rule in rules):
            lines.append(f"{firing.key} was muted by {history.key(source)}, which no rule says")
        if labels["severity"] == "critical" and labels["alertname"] in FELT:
            lines.append(f"{firing.key} was muted by {history.key(source)}: users feel it")
    if firing.seconds < BRIEF:
        return lines
    if not outcome.arrived:
        lines.append(f"{firing.key} never came to Alertmanager")
    elif wanted and not outcome.muted_by:
        if wanted not in outcome.told and (
                firing.seconds > DELIVERY or now - firing.last > DELIVERY):
            lines.append(f"{firing.key} was not delivered to {wanted}, and nothing muted it")
        if wanted in outcome.told and wanted not in outcome.told_of_end and (
                now - firing.last > DELIVERY):
            lines.append(f"{firing.key} ended, and {wanted} was not told")
    return lines


def unused(rules, muted):
    """The inhibitions by which nothing was muted."""
    pairs = [(dict(source), dict(target)) for target, source in muted]
    return [rule for rule in rules
            if not any(rule.mutes(source, target) for source, target in pairs)]


def heard(outcome):
    """Who heard of an alert, or what muted it, in words."""
    words = sorted(outcome.told)
    if outcome.muted_by:
        sources = sorted({f"{source['alertname']}/{source['severity']}"
                          for source in outcome.muted_by})
        words.append(f"muted by {', '.join(sources)}")
    if not words:
        words = ["nobody" if RECEIVERS[outcome.firing.labels["severity"]] is None else "-"]
    if outcome.told_of_end:
        words.append("end told")
    return ", ".join(words)
