"""The page's tables, from the runs."""

import math
import statistics

from . import figures

LEVELS = (64, 256, 1024)


def machine(cores, model, memory_bytes, kernel):
    """The machine in words; no name of it."""
    return (f"{model}, {cores} cores, {memory_bytes / 2**30:.0f} GiB of memory, "
            f"Linux {kernel.split('-')[0]}")


def cpu_per_token(run, alone):
    """CPU microseconds a token, without what the client spends on starting and ending.

    `alone` is the median CPU time of a run of one request.
    """
    tokens = run.truth.tokens - run.load.tokens
    return (run.cpu - alone) * 1e6 / tokens if tokens > 0 else math.nan


class Results:
    """All runs, by client and kind; figures are medians over the rounds in which it worked."""

    def __init__(self):
        self.runs = {}

    def add(self, kind, run):
        self.runs.setdefault((run.client, kind), []).append(run)

    def good(self, client, kind):
        return [run for run in self.runs.get((client, kind), []) if not run.failure]

    def median(self, client, kind, figure):
        return figures.median([figure(run) for run in self.good(client, kind)])

    def ttft_error(self, client, streams):
        kind = f"paced {streams}"
        return [
            self.median(client, kind, lambda run: run.reading.p50 - figures.percentile(
                run.truth.ttft, 0.5)),
            self.median(client, kind, lambda run: run.reading.p99 - figures.percentile(
                run.truth.ttft, 0.99))]

    def row(self, client):
        alone = self.median(client, "one", lambda run: run.cpu)
        errors = (figures.pair(*self.ttft_error(client, streams)) for streams in LEVELS)
        cost = lambda run: cpu_per_token(run, alone)
        memory = (self.median(client, f"paced {streams}", lambda run: run.peak_megabytes)
                  for streams in (LEVELS[0], LEVELS[-1]))
        return [
            client, *errors,
            figures.significant(self.median(client, "paced 64", cost)),
            figures.significant(self.median(client, "burst", cost)),
            figures.thousands(self.median(
                client, "burst", lambda run: run.truth.tokens / run.truth.seconds)),
            *(figures.significant(value) for value in memory),
            figures.significant(self.median(client, "one", lambda run: run.wall))]

    HEADER = [
        "client, one core", "TTFT p50 / p99 error at 64 streams (ms)", "at 256", "at 1,024",
        "CPU per token, paced 64 (us)", "CPU per token, burst (us)", "burst tokens/s",
        "peak memory at 64 (MB)", "at 1,024 (MB)", "one-request run (s)"]

    def main_table(self, clients):
        return figures.table(self.HEADER, [self.row(client) for client in clients])

    def held_table(self, clients):
        """How many streams were really open, on average: what was asked for, if a client keeps up."""
        rows = [
            [client, *(figures.significant(self.median(
                client, f"paced {streams}", lambda run: run.truth.held)) for streams in LEVELS)]
            for client in clients]
        return figures.table(
            ["streams held, on average", "of 64", "of 256", "of 1,024"], rows)

    def server_lag(self, streams):
        """How late the server itself wrote first tokens, p99 over all runs: it has kept up, or not."""
        lags = [
            lag for (_, kind), runs in self.runs.items() if kind == f"paced {streams}"
            for run in runs for lag in run.truth.lag]
        return figures.percentile(lags, 0.99)

    def failures(self):
        """A sentence for each kind of run that did not work in some round."""
        for (client, kind), runs in sorted(self.runs.items()):
            reasons = [run.failure for run in runs if run.failure]
            if reasons:
                yield f"{client}, {kind}: failed in {len(reasons)} of {len(runs)} rounds ({reasons[0]})"

    def doubts(self):
        """A sentence for each kind of run whose figures the client itself doubted in some round."""
        for (client, kind), runs in sorted(self.runs.items()):
            doubted = sum(run.doubted for run in runs)
            if doubted:
                yield (f"{client}, {kind}: said in {doubted} of {len(runs)} rounds that it was the "
                       "bottleneck itself; its figures are shown all the same")

    def floor_by_request(self, floor):
        """Errors of the floor request by request at each level, as it logs the server's numbers."""
        for streams in LEVELS:
            errors = [
                error for run in self.good(floor, f"paced {streams}")
                for error in figures.errors_by_request(run.rows, run.reading.rows)]
            if errors:
                yield streams, figures.percentile(errors, 0.5), figures.percentile(errors, 0.99)


TRAPS = {
    "503": ("a quarter of the requests is answered 503", ("--fail-share", "0.25")),
    "error": ("a quarter ends in an error event inside a 200", ("--error-share", "0.25")),
    "cut": ("a quarter is cut in the middle", ("--cut-share", "0.25")),
    "empty": ("a quarter is an empty stream", ("--empty-share", "0.25")),
    "role": ("the role-only chunk comes at once, the first token after 50 ms", ("--early-role",)),
    "reasoning_content": (
        "the first 50 tokens are `reasoning_content`", ("--reasoning", "50")),
    "reasoning": (
        "the first 50 tokens are `reasoning`", ("--reasoning", "50", "--reasoning-field", "reasoning")),
    "joined": ("four tokens in one event", ("--per-event", "4")),
    "split": ("every event in two writes, 2 ms apart", ("--split", "2ms")),
}
FAILING = ("503", "error", "cut", "empty")


def trap_cell(name, run):
    """What a client says of a server that misbehaves: failures it counts, or the median TTFT."""
    if name in FAILING:
        wrong = run.truth.requests - run.truth.whole
        said = str(run.reading.failed) if run.reading.failed >= 0 else "?"
        return f"{said} of {wrong} failures, exit {run.exit}"
    if math.isnan(run.reading.p50):
        return f"no TTFT, exit {run.exit}"
    truth = statistics.median(run.truth.ttft) if run.truth.ttft else math.nan
    return f"TTFT {figures.significant(run.reading.p50)} for {figures.significant(truth)} ms"


def trap_table(runs, clients):
    """`runs` by client and trap, for those traps that were tried."""
    rows = [
        [text, *(trap_cell(name, runs[client, name]) if (client, name) in runs else "-"
                 for client in clients)]
        for name, (text, _) in TRAPS.items() if any((client, name) in runs for client in clients)]
    return figures.table(["the server", *clients], rows)
