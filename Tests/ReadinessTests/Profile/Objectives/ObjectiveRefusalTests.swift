import Readiness
import Testing

@Suite struct ObjectiveRefusalTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        let text: String
        let message: String
        var testDescription: String { text }

        init(_ text: String, _ message: String) {
            self.text = text
            self.message = message
        }
    }

    private func check(_ refused: Refused) {
        let error = #expect(throws: ObjectiveError.self) { try Objective.parse(refused.text) }
        #expect(error?.description == refused.message)
    }

    private static let metrics =
        "ttft, ttfb, ttfc, connect, e2e, itl, tpot, throughput, error rate, success rate, "
        + "kv cache, waiting, running, preemptions, preemptions rate, queue, prefill, decode, "
        + "server ttft, server itl, server tpot, server e2e, server throughput, "
        + "prefix cache hit rate"

    @Test(arguments: [
        Refused("", "an objective is missing; write one such as ttft p95 <= 2s"),
        Refused(
            "ttft p95 2s", "\"ttft p95 2s\" has no comparison; write one such as ttft p95 <= 2s"),
        Refused(
            "1s <= ttft p95 <= 2s",
            "\"1s <= ttft p95 <= 2s\" has more than one comparison; write one objective for each limit"
        ),
        Refused("ttft p95 == 2s", "\"ttft p95 == 2s\" uses \"==\"; an objective takes <= or >="),
        Refused("ttft p95 != 2s", "\"ttft p95 != 2s\" uses \"!=\"; an objective takes <= or >="),
        Refused(
            "2s >= ttft p95",
            "\"2s >= ttft p95\" begins with the limit; write the metric first, as in ttft p95 <= 2s"
        ),
        Refused("<= 2s", "\"<= 2s\" names no metric; write one such as ttft p95 <= 2s"),
        Refused("p95 <= 2s", "\"p95 <= 2s\" names no metric; write one such as ttft p95 <= 2s"),
        Refused(
            "tfft p95 <= 2s",
            "unknown metric \"tfft\" in \"tfft p95 <= 2s\"; did you mean \"ttft\"?"),
        Refused(
            "latncy p95 <= 2s",
            "unknown metric \"latncy\" in \"latncy p95 <= 2s\"; did you mean \"latency\"?"),
        Refused(
            "kvcash max <= 2%",
            "unknown metric \"kvcash\" in \"kvcash max <= 2%\"; did you mean \"kv cache\"?"),
        Refused(
            "colour p95 <= 2s",
            "unknown metric \"colour\" in \"colour p95 <= 2s\"; the metrics are \(metrics)"),
        Refused(
            "ttft(p95) <= 2s",
            "unknown metric \"ttft(p95)\" in \"ttft(p95) <= 2s\"; the metrics are \(metrics)"),
    ])
    func `a subject that is none`(_ refused: Refused) { check(refused) }

    @Test(arguments: [
        Refused(
            "gpu utilization <= 90%",
            "\"gpu utilization <= 90%\": GPU utilization says that a kernel ran, not that users are "
                + "served, and can read the same before and after a large gain; limit what users "
                + "feel, such as ttft p95 <= 2s, or the engine's capacity, such as "
                + "kv cache max <= 85%"),
        Refused(
            "GPU-Util max <= 0.9",
            "\"GPU-Util max <= 0.9\": GPU utilization says that a kernel ran, not that users are "
                + "served, and can read the same before and after a large gain; limit what users "
                + "feel, such as ttft p95 <= 2s, or the engine's capacity, such as "
                + "kv cache max <= 85%"),
        Refused(
            "gpu memory usage <= 95%",
            "\"gpu memory usage <= 95%\": an engine takes its GPU memory beforehand, so it is high "
                + "by design and never shows how much of it requests use; limit what users feel, "
                + "such as ttft p95 <= 2s, or the engine's capacity, such as kv cache max <= 85%"),
    ])
    func `a figure of the machine`(_ refused: Refused) { check(refused) }

    @Test(arguments: [
        Refused(
            "queue <= 300ms",
            "\"queue <= 300ms\" names no percentile; write one such as queue p95 <= 300ms"),
        Refused(
            "quue p95 <= 300ms",
            "unknown metric \"quue\" in \"quue p95 <= 300ms\"; did you mean \"queue\"?"),
        Refused(
            "queue sustained <= 300ms",
            "\"queue sustained <= 300ms\": queue has no sustained; write queue p95 <= 300ms"),
        Refused(
            "server ttft max <= 1s",
            "\"server ttft max <= 1s\": a maximum can never be shown, because the next request may "
                + "exceed it; limit a high percentile, as in server ttft p99 <= ..."),
        Refused(
            "preemptions rate <= 0.01",
            "\"preemptions rate <= 0.01\": 0.01 has no unit; write 0.01/s or 0.01/min"),
        Refused(
            "preemptions rate <= 1/d",
            "\"preemptions rate <= 1/d\": \"/d\" is no unit of preemptions rate; write one such as "
                + "preemptions rate <= 0.01/s"),
        Refused(
            "preemptions rate max <= 1/s",
            "\"preemptions rate max <= 1/s\": preemptions rate has no max; write "
                + "preemptions rate <= 0.01/s"),
        Refused(
            "waiting min <= 0", "\"waiting min <= 0\": waiting has no min; write waiting max <= 0"),
        Refused(
            "server throughput <= 5 tok/s",
            "\"server throughput <= 5 tok/s\" points the wrong way: a lower server throughput is "
                + "worse; write server throughput >= 5 tok/s"),
        Refused(
            "prefix cache hit rate >= 0%",
            "\"prefix cache hit rate >= 0%\": every endpoint keeps >= 0%; write one such as "
                + "prefix cache hit rate >= 30%"),
    ])
    func `a limit on the server that is none`(_ refused: Refused) { check(refused) }

    @Test(arguments: [
        Refused(
            "ttft <= 2s", "\"ttft <= 2s\" names no percentile; write one such as ttft p95 <= 2s"),
        Refused(
            "ttft q95 <= 2s",
            "\"ttft q95 <= 2s\": \"q95\" is not a statistic of ttft; write one such as ttft p95 <= 2s"
        ),
        Refused(
            "ttft p95 p99 <= 2s",
            "\"ttft p95 p99 <= 2s\" has more than one statistic; write one objective for each"),
        Refused(
            "ttft mean <= 2s",
            "\"ttft mean <= 2s\": a mean has no bound that holds whatever the distribution, because one "
                + "slow request can move it anywhere; limit a percentile, as in ttft p95 <= 2s"),
        Refused(
            "avg(throughput) >= 3 tok/s",
            "\"avg(throughput) >= 3 tok/s\": a mean has no bound that holds whatever the distribution, because one "
                + "slow request can move it anywhere; limit a percentile, as in throughput p50 >= 3 tok/s"
        ),
        Refused(
            "e2e max <= 2s",
            "\"e2e max <= 2s\": a maximum can never be shown, because the next request may exceed it; "
                + "limit a high percentile, as in e2e p99 <= ..."),
        Refused(
            "throughput min >= 3 tok/s",
            "\"throughput min >= 3 tok/s\": a minimum can never be shown, because the next request may exceed it; "
                + "limit a low percentile, as in throughput p1 >= ..."),
        Refused(
            "ttft p100 <= 2s",
            "\"ttft p100 <= 2s\": p100 is not a percentile between 0 and 100, both excluded; "
                + "p100 would be a maximum, which no number of requests can show; use p99"),
        Refused(
            "ttft p0 <= 2s",
            "\"ttft p0 <= 2s\": p0 is not a percentile between 0 and 100, both excluded; "
                + "p100 would be a maximum, which no number of requests can show; use p99"),
        Refused(
            "error rate p95 <= 1%",
            "\"error rate p95 <= 1%\": error rate has no p95; write error rate <= 5%"),
        Refused(
            "kv cache p95 <= 85%",
            "\"kv cache p95 <= 85%\": kv cache has no p95; write kv cache max <= 85%"),
        Refused(
            "kv cache mean <= 85%",
            "\"kv cache mean <= 85%\": kv cache has no mean; write kv cache max <= 85%"),
        Refused(
            "preemptions max <= 0",
            "\"preemptions max <= 0\": preemptions has no max; write preemptions <= 0"),
    ])
    func `a statistic the metric does not have`(_ refused: Refused) { check(refused) }

    @Test(arguments: [
        Refused(
            "ttft p95 >= 2s",
            "\"ttft p95 >= 2s\" points the wrong way: a higher ttft is worse; write ttft p95 <= 2s"),
        Refused(
            "throughput p50 <= 3 tok/s",
            "\"throughput p50 <= 3 tok/s\" points the wrong way: a lower throughput is worse; write throughput p50 >= 3 tok/s"
        ),
        Refused(
            "success rate <= 99%",
            "\"success rate <= 99%\" points the wrong way: a lower success rate is worse; write success rate >= 99%"
        ),
        Refused(
            "kv cache max > 85%",
            "\"kv cache max > 85%\" points the wrong way: a higher kv cache is worse; write kv cache max <= 85%"
        ),
    ])
    func `a limit from the good side`(_ refused: Refused) { check(refused) }

    @Test(arguments: [
        Refused("ttft p95 <=", "\"ttft p95 <=\" has no limit; write one such as ttft p95 <= 2s"),
        Refused("ttft p95 <= 500", "\"ttft p95 <= 500\": 500 has no unit; write 500ms or 500s"),
        Refused("throughput p50 >= 3", "\"throughput p50 >= 3\": 3 has no unit; write 3 tok/s"),
        Refused(
            "ttft p95 <= 5%",
            "\"ttft p95 <= 5%\": \"%\" is no unit of ttft; write one such as ttft p95 <= 2s"),
        Refused(
            "ttft p95 <= 3 tok/s",
            "\"ttft p95 <= 3 tok/s\": \"tok/s\" is no unit of ttft; write one such as ttft p95 <= 2s"
        ),
        Refused(
            "throughput p50 >= 3s",
            "\"throughput p50 >= 3s\": \"s\" is no unit of throughput; write one such as throughput p50 >= 3 tok/s"
        ),
        Refused(
            "error rate <= 5ms",
            "\"error rate <= 5ms\": \"ms\" is no unit of error rate; write one such as error rate <= 5%"
        ),
        Refused(
            "waiting max <= 2s",
            "\"waiting max <= 2s\": \"s\" is no unit of waiting; write one such as waiting max <= 0"
        ),
        Refused(
            "ttft p95 <= fast",
            "\"ttft p95 <= fast\": \"fast\" is not a duration; write one such as 500ms, 2s or 1m30s"
        ),
        Refused(
            "throughput p50 >= fast",
            "\"throughput p50 >= fast\": \"fast\" is not a number; write one such as throughput p50 >= 3 tok/s"
        ),
        Refused(
            "waiting max <= none",
            "\"waiting max <= none\": \"none\" is not a number; write one such as waiting max <= 0"),
        Refused(
            "ttft p95 <= 2 days",
            "\"ttft p95 <= 2 days\": \"2 days\" has the unknown unit \"days\"; the units are h, m, s, ms, us and ns"
        ),
        Refused(
            "ttft p95 <= 0ms",
            "\"ttft p95 <= 0ms\": a limit of zero cannot be kept or says nothing; write one such as ttft p95 <= 2s"
        ),
        Refused(
            "throughput p50 >= 0 tok/s",
            "\"throughput p50 >= 0 tok/s\": a limit of zero cannot be kept or says nothing; write one such as throughput p50 >= 3 tok/s"
        ),
        Refused(
            "ttft p95 <= -2s", "\"ttft p95 <= -2s\": -2s is negative; a limit counts from zero"),
        Refused(
            "waiting max <= 1.5",
            "\"waiting max <= 1.5\": 1.5 is not a whole number; waiting counts requests"),
    ])
    func `a limit that cannot be read`(_ refused: Refused) { check(refused) }

    @Test(arguments: [
        Refused(
            "error rate <= 101%",
            "\"error rate <= 101%\": \"101%\" is above 100 %; a share lies between 0% and 100%"),
        Refused("error rate <= 5", "\"error rate <= 5\": \"5\" has no unit; write 5% or 0.05"),
        Refused("error rate <= 1", "\"error rate <= 1\": \"1\" has no unit; write 1% or 0.01"),
        Refused(
            "error rate <= 0%",
            "\"error rate <= 0%\": no number of requests can show that none will ever fail; allow a share, as in error rate <= 5%"
        ),
        Refused(
            "success rate >= 100%",
            "\"success rate >= 100%\": no number of requests can show that none will ever fail; allow a share, as in success rate >= 95%"
        ),
        Refused(
            "error rate <= 100%",
            "\"error rate <= 100%\": every endpoint keeps <= 100%; write one such as error rate <= 5%"
        ),
        Refused(
            "success rate >= 0%",
            "\"success rate >= 0%\": every endpoint keeps >= 0%; write one such as success rate >= 95%"
        ),
        Refused(
            "kv cache max <= 100%",
            "\"kv cache max <= 100%\": every endpoint keeps <= 100%; write one such as kv cache max <= 85%"
        ),
        Refused(
            "kv cache max <= 0",
            "\"kv cache max <= 0\": a limit of zero cannot be kept or says nothing; write one such as kv cache max <= 85%"
        ),
    ])
    func `a share that says nothing or too much`(_ refused: Refused) { check(refused) }
}
