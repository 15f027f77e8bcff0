import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from proof import agreement, dialects, panels  # noqa: E402


def vector(**series):
    """An instant vector of series that are told apart by a label `a`."""
    return [{"metric": {"__name__": "x", "a": name}, "value": [0, str(value)]}
            for name, value in series.items()]


class PanelTests(unittest.TestCase):
    def test_panels_inside_rows_are_found(self):
        with tempfile.TemporaryDirectory() as folder:
            boards = pathlib.Path(folder) / "grafana/dashboards"
            boards.mkdir(parents=True)
            (boards / "overview.json").write_text(json.dumps({"panels": [
                {"title": "A", "targets": [{"expr": "a"}, {"expr": ""}]},
                {"title": "Row", "panels": [{"title": "B", "targets": [{"expr": "b"}]}]}]}))
            self.assertEqual(
                panels.queries(folder), [("overview", "A", "a"), ("overview", "B", "b")])

    def test_variables_are_replaced_and_regular_expressions_stay(self):
        query = ('sum(rate(x{job=~"$job", model=~"${model:regex}", a=~"b$", le=~"2|2\\.0"}'
                 "[$__rate_interval])) / increase(y[$__range])")
        self.assertEqual(
            panels.resolved(query, "vllm"),
            'sum(rate(x{job=~"vllm", model=~".*", a=~"b$", le=~"2|2\\.0"}[20s])) / increase(y[1m])')

    def test_heatmaps_count(self):
        self.assertTrue(panels.counts("sum by (le) (increase(x_bucket[30s]))"))
        self.assertFalse(panels.counts("sum by (le) (rate(x_bucket[30s]))"))

    def test_recorded_series_are_known_by_their_level(self):
        self.assertTrue(panels.reads_recorded("max(slo:llm_bad:ratio_rate5m)"))
        self.assertTrue(panels.reads_recorded("service:llm_running:skew{job=\"a\"}"))
        self.assertFalse(panels.reads_recorded("vllm:num_requests_running"))


class AgreementTests(unittest.TestCase):
    def tally(self, query, left, right):
        tally = agreement.Tally([query])
        tally.add(query, left, right)
        return tally

    def test_equal_answers_agree(self):
        tally = self.tally("x", vector(b=1, c="NaN", d="+Inf"), vector(b=1, c="NaN", d="+Inf"))
        self.assertEqual(tally.problems(), [])
        self.assertEqual(
            tally.words, "1 answers equal in VictoriaMetrics, 0 with a range nearly equal, 0 not")

    def test_a_gauge_that_differs_is_wrong(self):
        tally = self.tally("x", vector(b=100), vector(b=101))
        self.assertEqual(
            tally.problems(), ["the stores differ: 100 and 101 for {'a': 'b'}: x"])

    def test_what_agrees_later_is_right(self):
        tally = self.tally("x", vector(b=100), vector())
        self.assertEqual(len(tally.problems()), 1)
        tally.add("x", vector(b=100), vector(b=100))
        self.assertEqual(tally.problems(), [])

    def test_what_was_never_asked_is_wrong(self):
        self.assertEqual(
            agreement.Tally(["x"]).problems(), ["the stores differ: not asked: x"])

    def test_no_number_beside_a_number_is_wrong(self):
        self.assertEqual(len(self.tally("x", vector(b="NaN"), vector(b=0)).problems()), 1)

    def test_a_series_that_one_store_lacks_is_wrong(self):
        tally = self.tally("rate(x[$__rate_interval])", vector(b=1, c=1), vector(b=1))
        self.assertIn("2 series and 1", tally.problems()[0])

    def test_rates_may_differ_a_little(self):
        self.assertEqual(self.tally("rate(x[30s])", vector(b=100), vector(b=99)).problems(), [])

    def test_answers_of_windows_of_other_lengths_are_made_comparable(self):
        tally = agreement.Tally(["increase(x[30s])"])
        tally.add("increase(x[30s])", vector(b=35), vector(b=30), 30 / 35)
        self.assertEqual(tally.problems(), [])

    def test_few_rates_may_differ_more_and_many_may_not(self):
        queries = [f"rate(x{number}[30s])" for number in range(10)]
        tally = agreement.Tally(queries)
        for query in queries[1:]:
            tally.add(query, vector(b=1), vector(b=1))
        tally.add(queries[0], vector(b=1), vector(b=2))
        self.assertEqual(tally.problems(), [])
        tally.agreed.discard(queries[1])
        tally.add(queries[1], vector(b=1), vector(b=2))
        self.assertEqual(len(tally.problems()), 2)


class SilenceTests(unittest.TestCase):
    dialect = dialects.Dialect("a", "a", (), silent=(dialects.Silence("service:x", "so it is"),))

    def test_an_entry_covers_the_whole_name(self):
        self.assertIsNotNone(self.dialect.silence("service:x"))
        self.assertIsNone(self.dialect.silence("service:xy"))

    def test_an_entry_for_what_has_data_is_stale(self):
        self.assertEqual(
            dialects.stale_silences(self.dialect, ["service:x"], [], set()),
            ['service:x has data: the exception "service:x" is stale'])

    def test_an_entry_for_nothing_is_stale(self):
        self.assertEqual(
            dialects.stale_silences(self.dialect, ["service:y"], ["b: p: q"], set()),
            ['nothing is called "service:x": the exception is stale'])

    def test_an_entry_that_is_needed_is_not(self):
        self.assertEqual(
            dialects.stale_silences(self.dialect, ["service:x"], [], {"service:x"}), [])


class Place:
    """A subject without processes."""

    class engine:
        address = "127.0.0.1:1"

    dialect = dialects.Dialect("dynamo", "dynamo", (), ("/metrics", "/worker/metrics"))
    instance = dialects.Subject.instance


class ScrapeTests(unittest.TestCase):
    class pages:
        address = "127.0.0.1:2"

    def test_pages_of_a_replica_have_the_job_of_the_engine_and_names_of_their_own(self):
        place = Place()
        names = [place.instance(number, page) for number in (0, 1) for page in (0, 1)]
        self.assertEqual(len(set(names)), 4)
        self.assertEqual(names[0], place.engine.address)
        text = "\n".join(dialects.scrape_jobs(place, self.pages))
        for name in names:
            self.assertIn(f"{{target_label: instance, replacement: '{name}'}}", text)
        self.assertEqual(text.count("{target_label: job, replacement: 'dynamo'}"), 4)

    def test_limits_keep_their_labels_and_get_the_job_of_the_engine(self):
        lines = dialects.scrape_jobs(Place(), self.pages)
        self.assertEqual(sum("honor_labels: true" in line for line in lines), 2)
        self.assertEqual(sum("target_label: job, source_labels" in line for line in lines), 2)

    def test_labels_are_on_every_job(self):
        lines = dialects.scrape_jobs(Place(), self.pages, {"proof": "dynamo"})
        jobs = sum("job_name" in line for line in lines)
        self.assertEqual(sum("target_label: proof" in line for line in lines), jobs)


if __name__ == "__main__":
    unittest.main()
