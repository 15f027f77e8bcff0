import Signals

extension PlaybookGuide {
    /// Guides to measurements that mislead.
    static let measurement: [PlaybookGuide] = [
        PlaybookGuide(
            .saturatedClient,
            impact: "the endpoint is blamed for the client's own delays",
            roots: [
                "too much load from one process", "a busy or small machine",
                "a slow client library",
            ],
            steps: [
                .run("firstlight doctor", "Look at the machine", "few processors, or busy ones"),
                .run(
                    "firstlight gate --demo healthy", "Measure a simulated engine from here",
                    "slow as well: it is the client"),
            ],
            fixes: [
                .live("measure from another machine, or with less load"),
                .live("close what else runs there"),
            ],
            escalation: "do not judge the endpoint by this run"),
        PlaybookGuide(
            .staleLimit,
            impact: "dashboards show saturation of 150 %, or alerts never fire",
            roots: [
                "a number typed into a panel", "a deployment that is gone", "a flag changed since",
            ],
            steps: [
                .run(
                    "firstlight limits $URL --dashboard dashboard.json",
                    "Compare the declared with the live limits", "they differ")
            ],
            fixes: [.live("derive the limit from the engine's own series")],
            escalation: "hand on to the owners of the dashboard"),
        PlaybookGuide(
            .renamedMetric,
            impact: "alerts cannot fire and panels are empty, which looks like health",
            roots: [
                "an upgrade of the engine", "a name from another exporter",
                "a metric that V1 no longer has",
            ],
            steps: [
                .run(
                    "firstlight lint rules.yml dashboard.json --prometheus $PROM",
                    "Check what asks for it", "it names the new series"),
                .run(
                    "curl -s $URL/metrics | grep -c ^vllm:", "See that the page is there", "above 0"
                ),
            ],
            fixes: [
                .live("take the new names: firstlight lint --fix"), .live("alert on absent series"),
            ],
            escalation: "hand on to the owners of rules and dashboards"),
        PlaybookGuide(
            .bucketPercentile,
            impact: "a percentile scares or calms without a cause: it moves in steps of a bucket",
            roots: [
                "wide buckets", "few requests in the window",
                "interpolation that is taken for measurement",
            ],
            steps: [
                .read(
                    .timeToFirstToken, .mean, "Read the mean, which is exact",
                    "far from the percentile"),
                .run("firstlight gate $URL", "Measure samples", "they disagree with the panel"),
            ],
            fixes: [
                .live("judge by shares at a bucket's edge and by means"),
                .restart("give the engine finer buckets where it lets you"),
            ],
            escalation: "hand on to the owners of the SLO"),
        PlaybookGuide(
            .staleScrape,
            impact: "dashboards show another time than now",
            roots: [
                "gauges that only move with a step of the engine", "a long scrape interval",
                "a target that is down", "rate() over more than the test",
            ],
            steps: [
                .run(
                    "curl -s $URL/metrics > a; sleep 5; curl -s $URL/metrics | diff a - | head",
                    "Read the page twice under load", "nothing differs"),
                .run(
                    "curl -s \"$PROM/api/v1/query?query=up\"", "Ask the store for its targets",
                    "0, or an old time"),
            ],
            fixes: [
                .live("scrape directly, before and after"),
                .live("shorten the interval to 15 s and less"),
                .restart("restart an exporter that is stuck"),
            ],
            escalation: "hand on to the owners of the monitoring"),
        PlaybookGuide(
            .clockSkew,
            impact: "differences between client and server times are wrong, even negative",
            roots: ["no time synchronisation", "a virtual machine that was paused"],
            steps: [
                .run(
                    "curl -sI $URL/health | grep -i ^date; date -u", "Compare the clocks",
                    "more than two seconds apart"),
                .run(
                    "chronyc tracking", "Look at the synchronisation on both sides",
                    "not synchronised"),
            ],
            fixes: [
                .live("synchronise the clocks"),
                .live("use durations, never differences of wall clocks"),
            ],
            escalation: "hand on to the platform team"),
        PlaybookGuide(
            .tokenMiscount,
            impact: "throughput and cost are off by a factor",
            roots: [
                "chunks counted as tokens", "no usage in the stream",
                "several choices in one request", "speculative decoding",
            ],
            steps: [
                .run(
                    "firstlight probe $URL --count 5 --format jsonl | grep -o '\"output_tokens[^,]*'",
                    "Look at the counts", "marked as estimated"),
                .read(
                    .generationTokens, .increase, "Compare with the engine's counter",
                    "another number"),
            ],
            fixes: [
                .live("ask for usage: stream_options.include_usage"),
                .live("count tokens with the model's tokenizer"),
            ],
            escalation: "hand on to whoever bills by tokens"),
    ]
}
