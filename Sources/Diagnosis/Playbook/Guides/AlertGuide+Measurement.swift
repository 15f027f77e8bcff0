import Signals

extension AlertGuide {
    /// Alerts on what rules rest on, and on what is only unusual.
    static let measurement: [AlertGuide] = [
        AlertGuide(
            .metricsAbsent, title: "metrics are missing",
            meaning: "series that rules rest on are not there although the target answers",
            impact: "alerts cannot fire",
            symptoms: ["no data where there was some", "often after an upgrade"],
            suspects: [.renamedMetric, .staleScrape],
            steps: [
                .run(
                    "firstlight lint rules.yml --prometheus $PROM", "Check the rules",
                    "it names the new series"),
                .run("curl -s $URL/metrics | head", "Read the page", "empty, or other names"),
                diagnose,
            ],
            fixes: [.live("take the new names: firstlight lint --fix")],
            escalation: "hand on to the owners of the rules"),
        AlertGuide(
            .bucketBoundMissing, title: "a bucket that rules need is missing",
            meaning:
                "the histogram has observations and no bucket with a bound that a limit rests on",
            impact: "objectives and alerts at that limit are blind",
            symptoms: [
                "the share of good requests has no data",
                "often after an upgrade, or after somebody gave the server other buckets",
            ],
            suspects: [.renamedMetric, .bucketPercentile],
            steps: [
                .run(
                    "curl -s $URL/metrics | grep '^FAMILY_bucket'",
                    "Read the bounds there are, with the label series of the alert for FAMILY",
                    "the one that the alert names is not among them"),
                .run(
                    "firstlight lint rules/*.yml --against $URL",
                    "Compare the rules with the bounds there are",
                    "it names a bound that is missing"),
                diagnose,
            ],
            fixes: [
                .live("generate rules and objectives anew: firstlight generate --from"),
                .restart(
                    "give the server the bounds that the objectives need: firstlight generate buckets"
                ),
            ],
            escalation: "hand on to the owners of the rules"),
        AlertGuide(
            .baselineDeviation, title: "something is not what it was yesterday",
            meaning:
                "a number is more than twice, or less than half, that of the same time yesterday",
            impact: "none by itself: it explains other alerts, and is delivered to nobody",
            symptoms: ["its label signal says which number"],
            suspects: [.outputDrift, .coldPrefixCache, .noisyNeighbour, .slowReplica],
            steps: [
                .read(
                    .requestsFinished, .rate, "Compare the traffic with yesterday's",
                    "another day of the week, or a new client"),
                .read(
                    .promptLength, .mean, "Compare the prompts",
                    "longer: every time grows with them"),
                .read(
                    .generationLength, .mean, "Compare the answers", "longer: output-drift"),
                diagnose,
            ],
            fixes: [.live("none, until an alert of another tier fires")],
            escalation: "nobody is to respond to it"),
    ]
}
