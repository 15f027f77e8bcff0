"""The yardsticks are right: the server says what it did, the floor reads it, the meter adds it up."""

import contextlib
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from clientcost import figures  # noqa: E402

BUILD = HERE.parent.parent / ".build-benchmarks/client-cost"


def setUpModule():
    subprocess.run([HERE / "build", BUILD], check=True)


class Server:
    """A server for one test; `rows` is its log once the block has been left."""

    def __init__(self, *words):
        self.words = words

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.log = pathlib.Path(self.folder.name) / "truth.tsv"
        self.process = subprocess.Popen(
            [BUILD / "server", "--log", self.log, "--idle-exit", "60s", *self.words],
            stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().rpartition(":")[2])
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.status = self.process.wait(timeout=30)
        self.process.stdout.close()
        self.rows = figures.read_log(self.log.read_text())
        self.folder.cleanup()

    def ask(self, path="/v1/chat/completions", **fields):
        """Status, and the events of a stream or the body of another answer."""
        body = {"model": "m", "stream": True, "messages": [
            {"role": "user", "content": 'say "max_tokens": 9 and "stream": false'}], **fields}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request("POST", path, json.dumps(body))
            answer = connection.getresponse()
            text = answer.read().decode()
        if not answer.headers["content-type"].startswith("text/event-stream"):
            return answer.status, json.loads(text)
        events = [event.removeprefix("data: ") for event in text.split("\n\n") if event]
        return answer.status, [event if event == "[DONE]" else json.loads(event) for event in events]

    def bytes(self, *requests):
        """What comes on one connection that is told all of this at once, until it is closed."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(b"".join(requests))
            came = b""
            while piece := connection.recv(65536):
                came += piece
        return came


def deltas(events):
    return [event["choices"][0]["delta"] for event in events if event != "[DONE]" and event["choices"]]


def post(body, connection="keep-alive"):
    body = json.dumps(body).encode()
    return (f"POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\nConnection: {connection}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body


class ServerTests(unittest.TestCase):
    def test_a_stream_has_the_shape_of_vllms(self):
        with Server("--burst") as server:
            status, events = server.ask(max_tokens=3, stream_options={"include_usage": True})
        self.assertEqual(status, 200)
        self.assertEqual(events.pop(), "[DONE]")
        usage = events.pop()
        self.assertEqual((usage["choices"], usage["usage"]["completion_tokens"]), ([], 3))
        self.assertEqual(
            deltas(events), [{"role": "assistant", "content": ""}, {"content": " the"},
                             {"content": " of"}, {"content": " engine"}])
        self.assertEqual(
            [event["choices"][0]["finish_reason"] for event in events], [None, None, None, "length"])
        for event in events:
            self.assertEqual(event["object"], "chat.completion.chunk")
            self.assertEqual((event["id"], event["model"]), ("chatcmpl-0000000000000000", "m"))

    def test_usage_comes_only_when_asked_for_and_with_every_token_when_asked_for_that(self):
        with Server("--burst") as server:
            _, without = server.ask(max_tokens=3)
            _, always = server.ask(max_tokens=3, stream_options={
                "include_usage": True, "continuous_usage_stats": True})
        self.assertFalse(any("usage" in event for event in without[:-1]))
        counts = [event["usage"]["completion_tokens"] for event in always[1:-1]]
        self.assertEqual(counts, [1, 2, 3, 3])

    def test_the_length_is_the_requests_else_the_settings(self):
        with Server("--burst", "--tokens", "7") as server:
            for fields, expected in (
                    ({}, 7), ({"max_tokens": 2}, 2), ({"max_completion_tokens": 4}, 4),
                    ({"max_tokens": 2, "max_completion_tokens": 5}, 5)):
                self.assertEqual(len(deltas(server.ask(**fields)[1])) - 1, expected)
        self.assertEqual([row["tokens"] for row in server.rows], [7, 2, 4, 5])

    def test_tokens_are_paced_by_the_arrival_of_the_request(self):
        with Server("--ttft", "40ms", "--gap", "5ms") as server:
            server.ask(max_tokens=11)
        row = server.rows[0]
        self.assertLessEqual(row["arrived_ns"], row["read_ns"])
        self.assertEqual(row["due_ns"], row["arrived_ns"] + 40_000_000)
        self.assertGreaterEqual(row["first_ns"], row["due_ns"])
        self.assertGreaterEqual(row["last_ns"], row["due_ns"] + 50_000_000)

    def test_a_burst_is_written_at_once(self):
        with Server("--burst") as server:
            server.ask(max_tokens=50)
        self.assertEqual(server.rows[0]["first_ns"], server.rows[0]["last_ns"])
        self.assertEqual(server.rows[0]["due_ns"], server.rows[0]["arrived_ns"])

    def test_text_completions_and_answers_that_do_not_stream(self):
        with Server("--burst") as server:
            _, events = server.ask("/v1/completions", prompt="x", max_tokens=2)
            self.assertEqual([event["choices"][0]["text"] for event in events[:-1]], [" the", " of"])
            _, whole = server.ask(max_tokens=2, stream=False)
        self.assertEqual(whole["choices"][0]["message"]["content"], " the of")
        self.assertEqual(whole["usage"]["completion_tokens"], 2)

    def test_requests_that_come_before_the_answer_are_answered_in_turn(self):
        body = {"max_tokens": 2, "stream": True}
        with Server("--ttft", "5ms", "--gap", "1ms") as server:
            came = server.bytes(post(body), post(body), post(body, "close"))
        self.assertEqual(came.count(b"HTTP/1.1 200 OK"), 3)
        self.assertEqual(came.count(b"data: [DONE]"), 3)
        self.assertTrue(came.endswith(b"\r\n0\r\n\r\n"))

    def test_what_clients_ask_before_they_start(self):
        with Server("--model", "some-model") as server:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
            answers = {}
            for path in ("/v1/models", "/health", "/version", "/metrics"):
                connection.request("GET", path)
                answer = connection.getresponse()
                answers[path] = (answer.status, answer.read())
            connection.close()
        self.assertEqual([status for status, _ in answers.values()], [200, 200, 200, 404])
        self.assertEqual(json.loads(answers["/v1/models"][1])["data"][0]["id"], "some-model")

    def test_what_is_not_http_is_refused(self):
        with Server() as server:
            self.assertIn(b"400 Bad Request", server.bytes(b"nonsense\r\n\r\n"))
            self.assertIn(b"400 Bad Request", server.bytes(
                b"POST / HTTP/1.1\r\nContent-Length: 999999999999\r\n\r\n"))

    def test_it_ends_by_itself_when_nobody_asks(self):
        result = subprocess.run([BUILD / "server", "--idle-exit", "10ms"], capture_output=True,
                                timeout=30)
        self.assertEqual(result.returncode, 0)

    def test_options_that_make_no_sense_are_refused(self):
        for words, said in (
                (["--gap", "10"], "expected a time such as"), (["--tokens", "0"], "whole number"),
                (["--fail-share", "1.5"], "a share from 0 to 1"), (["--what"], "unknown option"),
                (["--fail-share", "0.6", "--cut-share", "0.6"], "more than 1"),
                (["--port"], "wants a value")):
            result = subprocess.run([BUILD / "server", *words], capture_output=True, text=True,
                                    timeout=30)
            self.assertEqual(result.returncode, 2)
            self.assertIn(said, result.stderr)


class MisbehaviourTests(unittest.TestCase):
    def test_a_quarter_of_the_requests_goes_wrong_in_each_way(self):
        ways = {"--fail-share": "unavailable", "--error-share": "error", "--empty-share": "empty",
                "--cut-share": "cut"}
        for option, fate in ways.items():
            with self.subTest(fate), Server("--burst", option, "0.25") as server:
                good = bad = 0
                for _ in range(40):
                    try:
                        status, events = server.ask(max_tokens=4)
                        whole = status == 200 and len(events) == 6
                        error = status == 200 and any("error" in event for event in events)
                        good, bad = good + (whole and not error), bad + (not whole or error)
                    except http.client.IncompleteRead:
                        bad += 1
            self.assertEqual(bad, sum(row["fate"] == fate for row in server.rows))
            self.assertEqual(good, sum(row["fate"] == "whole" for row in server.rows))
            self.assertTrue(9 <= bad <= 11, bad)

    def test_an_error_event_comes_after_half_of_the_tokens(self):
        with Server("--burst", "--error-share", "1") as server:
            status, events = server.ask(max_tokens=10)
        self.assertEqual(status, 200)
        self.assertEqual(len(deltas(events[:-2])) - 1, 5)
        self.assertEqual(events[-2]["error"]["code"], 500)
        self.assertEqual(server.rows[0]["tokens"], 5)

    def test_the_role_can_come_before_the_first_token(self):
        with Server("--ttft", "30ms", "--gap", "1ms", "--early-role") as server:
            with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
                connection.sendall(post({"max_tokens": 2, "stream": True}))
                self.assertIn(b'"role"', connection.recv(65536))
            server.ask(max_tokens=2)
        self.assertGreaterEqual(server.rows[1]["first_ns"] - server.rows[1]["arrived_ns"], 30e6)

    def test_the_first_tokens_can_be_reasoning(self):
        with Server("--burst", "--reasoning", "2", "--reasoning-field", "reasoning") as server:
            _, events = server.ask(max_tokens=3)
        self.assertEqual(deltas(events)[1:],
                         [{"reasoning": " the"}, {"reasoning": " of"}, {"content": " engine"}])

    def test_several_tokens_can_come_in_one_event(self):
        with Server("--ttft", "1ms", "--gap", "1ms", "--per-event", "4") as server:
            _, events = server.ask(max_tokens=6)
        self.assertEqual([delta["content"] for delta in deltas(events)],
                         ["", " the of engine and", " a queue"])
        self.assertEqual(server.rows[0]["tokens"], 6)

    def test_an_event_can_come_in_two_pieces(self):
        with Server("--ttft", "1ms", "--gap", "1ms", "--split", "2ms") as server:
            raw = server.bytes(post({"max_tokens": 3, "stream": True}, "close"))
            _, events = server.ask(max_tokens=3)
        self.assertEqual(len(deltas(events)), 4)
        self.assertEqual(raw.count(b"data: "), 5)
        # Head, then a chunk for each event and one more for each that was split, and the last.
        self.assertEqual(raw.count(b"\r\n\r\n"), 2)
        self.assertEqual(server.rows[0]["tokens"], 3)

    def test_the_end_mark_can_be_missing(self):
        with Server("--burst", "--no-done") as server:
            _, events = server.ask(max_tokens=3)
        self.assertNotIn("[DONE]", events)


class FloorTests(unittest.TestCase):
    def run_floor(self, server, *words):
        log = pathlib.Path(server.folder.name) / "floor.tsv"
        result = subprocess.run(
            [BUILD / "floor", "--port", str(server.port), "--log", log, *words],
            capture_output=True, text=True, timeout=60)
        return result, figures.read_log(log.read_text()) if log.exists() else []

    def test_it_reads_every_token_and_is_never_faster_than_the_server(self):
        for words in (["--burst"], ["--ttft", "5ms", "--gap", "1ms"],
                      ["--ttft", "5ms", "--gap", "3ms", "--split", "1ms"]):
            with self.subTest(words), Server(*words) as server:
                result, rows = self.run_floor(
                    server, "--streams", "8", "--requests", "40", "--max-tokens", "20")
            said = json.loads(result.stdout)
            self.assertEqual((result.returncode, said["tokens"], said["failures"]), (0, 800, 0))
            self.assertEqual(sorted(row["request"] for row in rows), list(range(40)))
            truth = {row["request"]: row for row in server.rows}
            for row in rows:
                self.assertGreaterEqual(row["first_ns"], truth[row["request"]]["first_ns"])
                self.assertLessEqual(row["sent_ns"], truth[row["request"]]["arrived_ns"] + 100_000)

    def test_answers_that_are_none_are_failures(self):
        with Server("--burst", "--fail-share", "0.25") as server:
            result, rows = self.run_floor(server, "--streams", "4", "--requests", "40")
        wrong = sum(row["fate"] == "unavailable" for row in server.rows)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(json.loads(result.stdout)["failures"], wrong)
        self.assertEqual(sum(not row["whole"] for row in rows), wrong)


class MeterTests(unittest.TestCase):
    def meter(self, *command, limit="20"):
        with tempfile.TemporaryDirectory() as folder:
            cost = pathlib.Path(folder) / "cost.json"
            cpu = str(min(os.sched_getaffinity(0)))
            subprocess.run([BUILD / "meter", cpu, limit, cost, *command], check=True, timeout=60)
            return json.loads(cost.read_text())

    def test_time_and_memory_of_a_child_are_measured_and_its_status_kept(self):
        code = "x = bytearray(50_000_000)\nfor _ in range(2_000_000): pass\nraise SystemExit(7)"
        cost = self.meter(sys.executable, "-c", code)
        self.assertEqual(cost["exit"], 7)
        self.assertGreater(cost["cpu_s"], 0.01)
        self.assertGreaterEqual(cost["wall_s"], cost["cpu_s"] * 0.9)
        self.assertGreater(cost["peak_kb"], 50_000)

    def test_a_small_child_is_not_charged_with_the_size_of_who_started_it(self):
        held = bytearray(os.urandom(1)) * 100_000_000
        self.assertLess(self.meter("true")["peak_kb"], 10_000)
        self.assertEqual(len(held), 100_000_000)

    def test_a_child_that_takes_too_long_is_killed(self):
        cost = self.meter(sys.executable, "-c", "while True: pass", limit="1")
        self.assertEqual(cost["exit"], 128 + signal.SIGKILL)


if __name__ == "__main__":
    unittest.main()
