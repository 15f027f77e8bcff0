import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from proof import durations  # noqa: E402


class DurationTests(unittest.TestCase):
    def test_ranges_offsets_and_steps_are_shorter(self):
        query = 'rate(x:rate5m{le="5"}[5m]) > 5 and y[1h:1m] offset 1d or z offset 2h'
        self.assertEqual(
            durations.compress_query(query, 60),
            'rate(x:rate5m{le="5"}[5000ms]) > 5 and y[60000ms:1000ms] offset 1440000ms or z '
            "offset 120000ms")

    def test_offsets_go_no_further_back_than_they_may(self):
        self.assertEqual(
            durations.compress_query("a offset 1d + rate(b[1d] offset 1h) + c offset 5m", 60, 60),
            "a offset 60000ms + rate(b[1440000ms] offset 60000ms) + c offset 5000ms")

    def test_no_range_is_shorter_than_half_a_second(self):
        self.assertEqual(durations.compress_query("rate(x[5m])", 6000), "rate(x[500ms])")

    def test_waits_are_shorter_and_texts_are_not(self):
        text = (
            "groups:\n  - name: a\n    interval: 1m\n    rules:\n      - alert: A\n"
            "        expr: |-\n          rate(a[5m]) * 300 >= 20\n          and b > 0\n"
            "        for: 10m\n        annotations:\n"
            "          description: the last 5m [5m]\n")
        self.assertEqual(
            durations.compress(text, 60),
            "groups:\n  - name: a\n    interval: 1000ms\n    rules:\n      - alert: A\n"
            "        expr: |-\n          rate(a[5000ms]) * 300 >= 20\n          and b > 0\n"
            "        for: 10000ms\n        annotations:\n"
            "          description: the last 5m [5m]\n")

    def test_durations_of_several_units(self):
        self.assertEqual(durations.seconds("1h30m"), 5400)


if __name__ == "__main__":
    unittest.main()
