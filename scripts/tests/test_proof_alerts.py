import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from proof import history, inhibitions, receivers, scenarios, verdict  # noqa: E402

CONFIG = """\
route:
  receiver: chat
receivers:
  - name: pager
    pagerduty_configs:
      - routing_key_file: /etc/key
  - name: chat
    slack_configs:
      - channel: "#alerts"
  - name: nobody
inhibit_rules:
  -
    # Why.
    source_matchers:
      - alertname="Down"
      - severity="critical"
    target_matchers:
      - alertname=~"Slow|Late"
      - severity=~"warning|info"
    equal:
      - job
  - source_matchers:
      - alertname="Late"
    target_matchers:
      - severity!="critical"
    equal:
      - alertname
      - job
"""

DOWN = {"alertname": "Down", "severity": "critical", "job": "a"}
LATE = {"alertname": "Late", "severity": "warning", "job": "a"}
NOW = 1_000.0


def outcome(labels, told=(), ended=(), muted_by=(), seconds=30.0, last=NOW, arrived=True):
    firing = history.Firing(labels, last - seconds, last, seconds)
    return verdict.Outcome(firing, arrived, set(told), set(ended), list(muted_by))


class InhibitionTests(unittest.TestCase):
    def setUp(self):
        self.rules = inhibitions.inhibitions(CONFIG)

    def test_all_rules_are_read(self):
        self.assertEqual(len(self.rules), 2)
        self.assertEqual(self.rules[0].source, ('alertname="Down"', 'severity="critical"'))
        self.assertEqual(self.rules[0].target,
                         ('alertname=~"Slow|Late"', 'severity=~"warning|info"'))
        self.assertEqual(self.rules[1].equal, ("alertname", "job"))

    def test_a_source_mutes_its_targets_of_the_same_job(self):
        first = self.rules[0]
        self.assertTrue(first.mutes(DOWN, LATE))
        self.assertFalse(first.mutes(DOWN, LATE | {"job": "b"}))
        self.assertFalse(first.mutes(DOWN, LATE | {"severity": "critical"}))
        self.assertFalse(first.mutes(DOWN, LATE | {"alertname": "Later"}))
        self.assertFalse(first.mutes(LATE, DOWN))

    def test_a_label_on_one_side_only_never_matches(self):
        source = {"alertname": "Down", "severity": "critical"}
        self.assertFalse(self.rules[0].mutes(source, LATE))

    def test_a_matcher_that_is_none_is_refused(self):
        with self.assertRaises(ValueError):
            inhibitions.matches(("severity",), LATE)

    def test_a_rule_by_which_nothing_was_muted_is_named(self):
        muted = {(history.identity(LATE), history.identity(DOWN))}
        self.assertEqual(verdict.unused(self.rules, muted), [self.rules[1]])


class HistoryTests(unittest.TestCase):
    def test_rules_are_told_apart_by_what_they_write(self):
        self.assertEqual(history.key(LATE), "Late/warning")
        labels = {"severity": "critical", "slo": "ttft", "long_window": "1h", "job": "a"}
        self.assertEqual(history.key(labels, "Burn"), "Burn/critical/ttft/1h")

    def test_time_between_two_firings_does_not_count(self):
        class Store:
            def query(self, _):
                times = [0, 0.5, 1, 60, 60.5]
                return [{"metric": {"__name__": "ALERTS", "alertstate": "firing", **LATE},
                         "values": [[at, "1"] for at in times]}]
        firing, = history.firings(Store())
        self.assertEqual(firing.labels, LATE)
        self.assertEqual((firing.first, firing.last, firing.seconds), (0, 60.5, 1.5))

    def test_what_is_gone_at_the_end_was_seen(self):
        watch = history.Watch("http://127.0.0.1:1")
        alerts = [
            {"fingerprint": "1", "labels": DOWN, "status": {"inhibitedBy": []}},
            {"fingerprint": "2", "labels": LATE, "status": {"inhibitedBy": ["1", "gone"]}}]
        watch.note(alerts)
        watch.note([])
        seen, muted = watch.state()
        self.assertEqual(seen, {history.identity(DOWN), history.identity(LATE)})
        self.assertEqual(muted, {(history.identity(LATE), history.identity(DOWN))})


class VerdictTests(unittest.TestCase):
    def setUp(self):
        self.rules = inhibitions.inhibitions(CONFIG)

    def problems(self, *arguments, **words):
        return verdict.problems(outcome(*arguments, **words), self.rules, NOW)

    def test_what_is_delivered_where_it_should_be_is_in_order(self):
        self.assertEqual(self.problems(LATE, told=["chat"]), [])
        self.assertEqual(self.problems(DOWN, told=["pager"]), [])
        self.assertEqual(self.problems(LATE | {"severity": "info"}), [])

    def test_a_wrong_receiver_is_a_problem(self):
        self.assertIn("delivered to pager", self.problems(LATE, told=["chat", "pager"])[0])
        self.assertIn("delivered to chat",
                      self.problems(LATE | {"severity": "info"}, told=["chat"])[0])

    def test_silence_needs_something_that_mutes(self):
        self.assertIn("not delivered to chat", self.problems(LATE)[0])
        self.assertEqual(self.problems(LATE, muted_by=[DOWN]), [])

    def test_what_fired_for_a_moment_need_not_arrive(self):
        self.assertEqual(self.problems(LATE, seconds=1.0, arrived=False), [])
        self.assertIn("never came", self.problems(LATE, arrived=False)[0])

    def test_muting_that_no_rule_says_is_a_problem(self):
        other = DOWN | {"job": "b"}
        self.assertIn("which no rule says", self.problems(LATE, muted_by=[other])[0])

    def test_a_page_about_what_users_feel_is_muted_by_nothing(self):
        felt = {"alertname": "LLMHighErrorRate", "severity": "critical", "job": "a"}
        lines = self.problems(felt, told=["pager"], muted_by=[DOWN])
        self.assertTrue(any("users feel it" in line for line in lines))

    def test_the_end_is_told_to_whom_the_beginning_was(self):
        long_ago = NOW - 60
        self.assertIn("ended", self.problems(LATE, told=["chat"], last=long_ago)[0])
        self.assertEqual(
            self.problems(LATE, told=["chat"], ended=["chat"], last=long_ago), [])
        self.assertEqual(self.problems(LATE, told=["chat"], last=NOW - 2), [])

    def test_what_was_heard_in_words(self):
        self.assertEqual(verdict.heard(outcome(LATE, ["chat"], ["chat"])), "chat, end told")
        self.assertEqual(verdict.heard(outcome(LATE, muted_by=[DOWN])),
                         "muted by Down/critical")
        self.assertEqual(verdict.heard(outcome(LATE | {"severity": "info"})), "nobody")

    def test_outcomes_are_put_together_by_labels(self):
        delivered = [("chat", {"labels": LATE, "status": "firing"}),
                     ("chat", {"labels": LATE, "status": "resolved"}),
                     ("pager", {"labels": LATE | {"job": "b"}, "status": "firing"})]
        firing = history.Firing(LATE, 0, 10, 10)
        muted = {(history.identity(LATE), history.identity(DOWN))}
        one, = verdict.outcomes([firing], set(), muted, delivered)
        self.assertTrue(one.arrived)
        self.assertEqual((one.told, one.told_of_end), ({"chat"}, {"chat"}))
        self.assertEqual(one.muted_by, [DOWN])


class ReceiverTests(unittest.TestCase):
    def test_receivers_deliver_to_us_and_nobody_stays_nobody(self):
        text = receivers.redirected(CONFIG, "http://127.0.0.1:9")
        self.assertNotIn("slack", text)
        self.assertIn("- name: pager\n    webhook_configs: [{url: 'http://127.0.0.1:9/pager', "
                      "send_resolved: true}]", text)
        self.assertIn("  - name: nobody\ninhibit_rules:", text)
        self.assertEqual(inhibitions.inhibitions(text), inhibitions.inhibitions(CONFIG))


class ScenarioTests(unittest.TestCase):
    every = scenarios.SCENARIOS + scenarios.OLD_SCENARIOS

    def test_jobs_are_unique(self):
        jobs = [scenario.job for scenario in self.every]
        self.assertEqual(len(jobs), len(set(jobs)))

    def test_what_resolves_is_expected_to_fire(self):
        for scenario in self.every:
            self.assertLessEqual(set(scenario.resolves), set(scenario.expected), scenario.job)

    def test_who_needs_a_past_starts_last(self):
        for part in (scenarios.SCENARIOS, scenarios.OLD_SCENARIOS):
            late = [scenario.onset == scenarios.LATE for scenario in part]
            self.assertEqual(late, sorted(late))

    def test_an_alert_may_have_a_fault_of_its_own(self):
        scenario = scenarios.Scenario("a", "", onset=10, onsets=(("Down", 60),))
        self.assertEqual(scenario.begins("Down/critical"), 60)
        self.assertEqual(scenario.begins("Late/critical"), 10)

    def test_a_script_has_an_entry_for_each_fault(self):
        self.assertEqual(scenarios.faults("fault: hang", "fault: down, replica: 1", replicas=2),
                         "replicas: 2\nfaults:\n  - {fault: hang}\n"
                         "  - {fault: down, replica: 1}\n")


if __name__ == "__main__":
    unittest.main()
