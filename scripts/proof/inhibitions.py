"""Which inhibition of an Alertmanager configuration mutes which alert.

Alertmanager tells which alert mutes another, and not by which rule; the matchers and labels of the
rules tell that.
"""

import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Inhibition:
    """A rule: while a source fires, targets with the same `equal` labels are muted."""

    source: tuple
    target: tuple
    equal: tuple

    def mutes(self, source, target):
        """Whether one alert mutes another by this rule; alerts are their labels."""
        return (matches(self.source, source) and matches(self.target, target)
                and all(source.get(label, "") == target.get(label, "") for label in self.equal))

    def __str__(self):
        return f"{{{', '.join(self.source)}}} mutes {{{', '.join(self.target)}}}"


def matches(matchers, labels):
    """Whether labels are what matchers such as `severity=~"warning|info"` ask for."""
    for matcher in matchers:
        found = re.fullmatch(r'(\w+)(=~|!~|!=|=)"(.*)"', matcher)
        if not found:
            raise ValueError(f"{matcher} is no matcher")
        label, operator, wanted = found.groups()
        value = labels.get(label, "")
        is_same = (re.fullmatch(wanted, value) is not None if operator.endswith("~")
                   else value == wanted)
        if is_same == operator.startswith("!"):
            return False
    return True


def inhibitions(config):
    """The inhibitions of a generated configuration, in its order."""
    found, current, key = [], None, None
    lines = config.splitlines()
    for line in lines[lines.index("inhibit_rules:") + 1:]:
        if line and not line.startswith(" "):
            break
        begins = re.match(r"  -(?: |$)", line)
        if begins:
            current = {"source_matchers": [], "target_matchers": [], "equal": []}
            found.append(current)
        names = re.match(r"  (?:- |  )(source_matchers|target_matchers|equal):$", line)
        entry = re.match(r"      - (.+)$", line)
        if names:
            key = names[1]
        elif entry and current is not None:
            current[key].append(entry[1].strip())
    return [Inhibition(tuple(rule["source_matchers"]), tuple(rule["target_matchers"]),
                       tuple(rule["equal"])) for rule in found]
