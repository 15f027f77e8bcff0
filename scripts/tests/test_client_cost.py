"""The figures of Benchmarks/ClientCost: percentiles, errors against the truth, reports, tables."""

import math
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Benchmarks/ClientCost"))

from clientcost import clients, figures, measure, report  # noqa: E402

SERVER_LOG = """request\tarrived_ns\tread_ns\tdue_ns\tfirst_ns\tlast_ns\ttokens\tfate\tfinished
0\t1000000\t1100000\t1000000\t1500000\t1500000\t10\twhole\t1
1\t2000000\t2100000\t52000000\t52500000\t102000000\t10\twhole\t1
2\t2000000\t2100000\t52000000\t54000000\t102000000\t5\tcut\t1
3\t3000000\t3100000\t53000000\t0\t0\t0\tunavailable\t1
"""
FLOOR_LOG = """request\tsent_ns\tfirst_ns\tlast_ns\ttokens\twhole
1\t1900000\t52700000\t102100000\t10\t1
2\t1900000\t54300000\t54300000\t5\t0
3\t2900000\t0\t0\t0\t0
"""


def run_of(client="c", status=0, cpu=1.0, wall=2.0, reading=None, rows=None, requests=2, tokens=10,
           streams=64, doubted=False):
    rows = figures.read_log(SERVER_LOG)[:2] if rows is None else rows
    load = measure.Load(streams, requests, tokens)
    return measure.Run(
        client=client, load=load, exit=status, wall=wall, cpu=cpu, peak_megabytes=5.0,
        reading=reading or measure.Reading(51.0, 53.0, 2, 0),
        truth=figures.Truth.of(rows, requests), rows=rows, said="one\nlast words\n",
        doubted=doubted)


class FigureTests(unittest.TestCase):
    def test_percentiles_lie_between_neighbours(self):
        for share, expected in ((0, 1), (0.5, 2.5), (0.99, 3.97), (1, 4)):
            self.assertAlmostEqual(figures.percentile([4, 1, 3, 2], share), expected)
        self.assertEqual(figures.percentile([7], 0.99), 7)
        self.assertTrue(math.isnan(figures.percentile([], 0.5)))

    def test_the_median_of_rounds_leaves_out_what_is_missing(self):
        self.assertEqual(figures.median([1, math.nan, 3, 8]), 3)
        self.assertTrue(math.isnan(figures.median([math.nan])))

    def test_numbers_have_the_digits_that_mean_something(self):
        for value, expected in (
                (0.25, "0.25"), (6.7, "6.7"), (6.74, "6.74"), (18.84, "18.8"), (206.4, "206"),
                (1769.6, "1,770"), (0.0041, "0.004"), (-0.004, "-0.004"), (0.0004, "0.00"), (-0.0001, "0.00"), (-1.5, "-1.5"),
                (math.nan, "-")):
            self.assertEqual(figures.significant(value), expected)
        self.assertEqual(figures.thousands(1_830_400), "1,830 k")
        self.assertEqual(figures.thousands(7_480), "7.48 k")
        self.assertEqual(figures.pair(0.1, 4.5), "0.10 / 4.5")

    def test_a_table_has_a_cell_for_every_column(self):
        text = figures.table(["client", "a", "b"], [["x", "1", "2"]])
        self.assertEqual(text, "| client | a | b |\n|---|--:|--:|\n| x | 1 | 2 |")

    def test_a_section_of_a_page_is_replaced_and_the_rest_kept(self):
        page = "# Title\n<!-- t:begin -->\nold\n<!-- t:end -->\ntail\n"
        new = figures.replace_section(page, "t", "new")
        self.assertEqual(new, "# Title\n<!-- t:begin -->\n\nnew\n\n<!-- t:end -->\ntail\n")
        self.assertEqual(figures.replace_section(new, "t", "new"), new)
        for broken in ("# Title\n", "<!-- t:end --><!-- t:begin -->", "<!-- t:begin -->"):
            with self.assertRaisesRegex(ValueError, "t:begin"):
                figures.replace_section(broken, "t", "new")


class TruthTests(unittest.TestCase):
    def test_ttft_is_from_the_arrival_and_lag_from_when_it_was_due(self):
        truth = figures.Truth.of(figures.read_log(SERVER_LOG))
        self.assertEqual(truth.ttft, [0.5, 50.5, 52.0])
        self.assertEqual(truth.lag, [0.5, 0.5, 2.0])
        self.assertEqual((truth.tokens, truth.requests, truth.whole), (25, 4, 2))

    def test_what_a_client_asks_to_warm_up_is_left_out(self):
        truth = figures.Truth.of(figures.read_log(SERVER_LOG)[:2], 1)
        self.assertEqual(truth.ttft, [50.5])
        self.assertAlmostEqual(truth.seconds, 0.1)

    def test_streams_held_are_the_time_they_were_open_over_the_time_it_took(self):
        rows = figures.read_log(SERVER_LOG)[1:3]
        self.assertAlmostEqual(figures.Truth.of(rows).held, 2.0)

    def test_a_run_without_an_answer_holds_nothing(self):
        truth = figures.Truth.of(figures.read_log(SERVER_LOG)[3:])
        self.assertEqual((truth.ttft, truth.held, truth.seconds), ([], 0, 0))

    def test_errors_are_matched_by_the_servers_number(self):
        errors = figures.errors_by_request(
            figures.read_log(SERVER_LOG), figures.read_log(FLOOR_LOG))
        self.assertEqual([round(error, 6) for error in errors], [0.3, 0.4])


class ReadingTests(unittest.TestCase):
    """What each client writes, in the shape it had when it was tried."""

    def test_the_floors_log(self):
        reading = clients.Floor.reading(figures.read_log(FLOOR_LOG))
        self.assertEqual((reading.succeeded, reading.failed), (1, 2))
        self.assertAlmostEqual(reading.p50, 51.6)

    def test_lines_of_firstlight(self):
        reading = clients.FirstlightProbe.reading(
            '{"status":"ok","ttft_ms":50.5}\n{"status":"ok","ttft_ms":51.5}\n'
            '{"status":"failed","http_status":503}\n')
        self.assertEqual((reading.p50, reading.succeeded, reading.failed), (51.0, 2, 1))

    def test_the_run_directory_of_firstlight(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "run/name-20261121T031500Z").mkdir(parents=True)
            (folder / "run/latest").symlink_to("name-20261121T031500Z")
            (folder / "run/latest/probes.jsonl").write_text('{"status":"ok","ttft_ms":50.5}\n')
            reading = clients.FirstlightLoad("c", pathlib.Path("c")).read(folder)
        self.assertEqual((reading.p50, reading.succeeded, reading.failed), (50.5, 1, 0))

    def test_results_of_vllm(self):
        reading = clients.VLLMBench.reading(
            {"p50_ttft_ms": 50.1, "p99_ttft_ms": 54.0, "completed": 60, "failed": 4})
        self.assertEqual(reading, measure.Reading(50.1, 54.0, 60, 4))

    def test_results_of_guidellm(self):
        reading = clients.GuideLLM.reading({"benchmarks": [{"metrics": {
            "time_to_first_token_ms": {"successful": {"percentiles": {"p50": 80.0, "p99": 129.0}}},
            "request_totals": {"successful": 60, "errored": 4, "incomplete": 0}}}]})
        self.assertEqual(reading, measure.Reading(80.0, 129.0, 60, 4))

    def test_results_of_aiperf_with_and_without_failures(self):
        told = {"time_to_first_token": {"p50": 69.0, "p99": 255.0}, "request_count": {"avg": 64.0}}
        self.assertEqual(clients.AIPerf.reading(told), measure.Reading(69.0, 255.0, 64, 0))
        reading = clients.AIPerf.reading({"error_request_count": {"avg": 4.0}})
        self.assertTrue(math.isnan(reading.p50))
        self.assertEqual(reading.failed, 4)

    def test_results_of_inference_perf_are_in_seconds(self):
        reading = clients.InferencePerf.reading({
            "successes": {"count": 60, "latency": {
                "time_to_first_token": {"median": 0.0504, "p99": 0.074}}},
            "failures": {"count": 4}})
        self.assertAlmostEqual(reading.p50, 50.4)
        self.assertAlmostEqual(reading.p99, 74.0)
        self.assertEqual(reading.failed, 4)


class PeerTests(unittest.TestCase):
    def test_without_variables_every_peer_is_named_as_missing(self):
        found, missing = clients.find_peers({}, "")
        self.assertEqual(found, [])
        self.assertEqual(len(missing), 5)
        self.assertIn("GuideLLM (FIRSTLIGHT_BENCH_GUIDELLM is not set)", missing)

    def test_the_rust_client_is_found_in_an_unpacked_wheel(self):
        with tempfile.TemporaryDirectory() as root:
            folder = pathlib.Path(root)
            (folder / "vllm").mkdir()
            (folder / "vllm/vllm-rs").write_text("")
            (folder / "vllm-0.33.0+cpu.dist-info").mkdir()
            found, missing = clients.find_peers({"FIRSTLIGHT_BENCH_VLLM_RS": root}, "tokenizer")
        self.assertEqual([client.name for client in found], ["vllm-rs bench (Rust, vLLM 0.33.0)"])
        self.assertEqual(len(missing), 4)

    def test_a_variable_that_names_nothing_is_said(self):
        found, missing = clients.find_peers({"FIRSTLIGHT_BENCH_AIPERF": "/nowhere"}, "")
        self.assertEqual(found, [])
        self.assertIn("AIPerf (/nowhere/bin/aiperf does not exist)", missing)

    def test_every_client_is_asked_for_the_same_load(self):
        load = measure.Load(48, 192, 77)
        kinds = [clients.Floor, clients.FirstlightProbe, clients.FirstlightLoad,
                 clients.VLLMBench, clients.GuideLLM, clients.AIPerf, clients.InferencePerf]
        for kind in kinds:
            with self.subTest(kind.__name__), tempfile.TemporaryDirectory() as folder:
                folder = pathlib.Path(folder)
                command = kind("c", pathlib.Path("c"), tokenizer="t").command(
                    "http://127.0.0.1:81", load, folder)
                text = " ".join(str(word) for word in command)
                settings = folder / "settings.yml"
                text += settings.read_text() if settings.exists() else ""
                for number in ("48", "192", "77", "81"):
                    self.assertIn(number, text)


class ResultTests(unittest.TestCase):
    def test_a_run_that_failed_says_why_and_does_not_count(self):
        self.assertIsNone(run_of().failure)
        self.assertIn("exit 3, last line: last words", run_of(status=3).failure)
        self.assertIn("made 2 of 5 requests", run_of(requests=5).failure)
        self.assertIn("given 20 tokens, not 9", run_of(tokens=9).failure)
        rows = figures.read_log(SERVER_LOG.replace("102000000\t5\tcut", "102000000\t10\tcut"))[1:3]
        self.assertIn("read 1 of 2 answers", run_of(rows=rows).failure)
        results = report.Results()
        results.add("burst", run_of(status=3))
        self.assertEqual(results.good("c", "burst"), [])
        self.assertEqual(len(list(results.failures())), 1)

    def test_a_run_that_the_client_doubts_counts_and_is_told(self):
        results = report.Results()
        results.add("burst", run_of(status=3, doubted=True))
        results.add("burst", run_of())
        self.assertEqual(len(results.good("c", "burst")), 2)
        self.assertEqual(list(results.failures()), [])
        self.assertIn("c, burst: said in 1 of 2 rounds", next(results.doubts()))
        self.assertEqual(clients.FirstlightLoad.doubts, (3,))
        self.assertEqual(clients.VLLMBench.doubts, ())

    def test_cpu_per_token_leaves_out_what_one_request_costs(self):
        run = run_of(cpu=1.5, requests=2, tokens=10)
        self.assertAlmostEqual(report.cpu_per_token(run, alone=1.0), 0.5e6 / 10)

    def test_a_row_has_the_columns_of_the_header(self):
        results = report.Results()
        for cpu in (0.5, 0.7, 0.6):
            results.add("one", run_of(cpu=cpu, wall=cpu / 10))
        for cpu in (0.65, 0.85, 0.75):
            results.add("paced 64", run_of(cpu=cpu))
        row = results.row("c")
        self.assertEqual(len(row), len(report.Results.HEADER))
        self.assertEqual(row[:3], ["c", "25.5 / 3.0", "- / -"])
        self.assertEqual(row[4], "15,000")
        self.assertEqual(row[-1], "0.06")

    def test_what_is_said_of_a_server_that_misbehaves(self):
        rows = figures.read_log(SERVER_LOG)
        run = run_of(reading=measure.Reading(51.0, 60.0, 3, 1), rows=rows, requests=4)
        self.assertEqual(report.trap_cell("cut", run), "1 of 2 failures, exit 0")
        self.assertEqual(report.trap_cell("role", run), "TTFT 51.0 for 50.5 ms")
        run = run_of(reading=measure.Reading(), status=1, rows=rows, requests=4)
        self.assertEqual(report.trap_cell("cut", run), "? of 2 failures, exit 1")
        self.assertEqual(report.trap_cell("role", run), "no TTFT, exit 1")
        table = report.trap_table({("c", "cut"): run}, ["c", "d"])
        self.assertEqual(
            table.splitlines()[2:],
            ["| a quarter is cut in the middle | ? of 2 failures, exit 1 | - |"])


class CPUTests(unittest.TestCase):
    def test_processes_of_a_family_are_those_below(self):
        import os
        import subprocess
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        try:
            self.assertIn(child.pid, measure.family(os.getpid()))
            self.assertNotIn(os.getpid(), measure.family(os.getpid()))
            self.assertGreater(measure.proportional_kilobytes([child.pid]), 0)
        finally:
            child.communicate(b"\n")
        self.assertEqual(measure.proportional_kilobytes([child.pid]), 0)


if __name__ == "__main__":
    unittest.main()
