import Signals

/// Where the time of a request goes.
enum LatencyBoard {
    /// The rows.
    static func rows(_ queries: BoardQueries) -> [DashboardRow] {
        [
            DashboardRow("Where the time goes", phases(queries)),
            DashboardRow(
                "First token",
                pair(.timeToFirstToken, "Time to first token", .highTimeToFirstToken, queries)),
            DashboardRow(
                "Between tokens",
                pair(.timePerOutputToken, "Time per output token", .highTimePerOutputToken, queries)
                    + pair(
                        .interTokenLatency, "Inter-token latency", .highInterTokenLatency, queries)
            ),
            DashboardRow(
                "Whole answer",
                pair(.endToEndLatency, "End-to-end latency", .highEndToEndLatency, queries)),
            DashboardRow("Queue", pair(.queueTime, "Queue time", .highQueueTime, queries)),
        ]
    }

    private static func phases(_ queries: BoardQueries) -> [Panel?] {
        [
            queries.panel(
                "Mean time by phase",
                queries.words(
                    "Means add up where quantiles do not: queue, prefill and decode stacked, with "
                        + "the mean of the whole request as a line. A gap between them is time that "
                        + "no phase owns. A thick queue with a thin rest is an admission problem, a "
                        + "thick prefill one of long prompts.", queries.meaning(.queueTime),
                    queries.meaning(.prefillTime)), .stackedSeries, .seconds,
                [
                    queries.target(.queueTime, .mean, "queue"),
                    queries.target(.prefillTime, .mean, "prefill"),
                    queries.target(.decodeTime, .mean, "decode"),
                    queries.target(.endToEndLatency, .mean, "whole request", role: .whole),
                ], playbook: .highEndToEndLatency, width: 16),
            queries.panel(
                "Requests measured",
                "Observations a second behind the latencies: quantiles of a handful of requests are "
                    + "noise.", .timeSeries, .requestsPerSecond,
                [
                    queries.target(.timeToFirstToken, .rate, "first token"),
                    queries.target(.endToEndLatency, .rate, "whole answer"),
                ], playbook: .engineStuck, width: 8),
        ]
    }

    private static func pair(
        _ signal: Signal, _ title: String, _ playbook: AlertID, _ queries: BoardQueries
    ) -> [Panel?] {
        [
            queries.quantiles(signal, title: title, playbook: playbook, width: 12),
            queries.heatmap(
                signal, title: "\(title), by bucket", playbook: playbook, width: 12),
        ]
    }
}
