extension SignalDefinition {
    /// What a user of the endpoint feels.
    static let user: [SignalDefinition] = [
        SignalDefinition(
            .timeToFirstToken, "time to first token", .user, .histogram, .seconds, worse: .higher,
            "From acceptance by the server to the first token, as the server measures it: network, "
                + "TLS and proxies are outside.",
            ranges: SignalRanges(
                .quantile(0.95), warningAbove: 1, criticalAbove: 2,
                source:
                    "The gate's default objective (2 s at p95) and half of it; what users of an "
                    + "endpoint accept differs, so a profile's objective replaces both."),
            alert: .highTimeToFirstToken),
        SignalDefinition(
            .interTokenLatency, "inter-token latency", .user, .histogram, .seconds, worse: .higher,
            "The gap between two outputs of a stream; one output may carry several tokens.",
            ranges: SignalRanges(
                .quantile(0.95), warningAbove: 0.1, criticalAbove: 0.2,
                source: "Ten outputs a second keep up with a quick reader, five with a slow one; a "
                    + "profile's objective replaces both."),
            alert: .highInterTokenLatency),
        SignalDefinition(
            .timePerOutputToken, "time per output token", .user, .histogram, .seconds,
            worse: .higher,
            "Per request: the time after the first token, divided by the tokens after the first.",
            ranges: SignalRanges(
                .quantile(0.95), warningAbove: 0.1, criticalAbove: 0.2,
                source: "Ten tokens a second keep up with a quick reader, five with a slow one; a "
                    + "profile's objective replaces both."),
            alert: .highTimePerOutputToken),
        SignalDefinition(
            .endToEndLatency, "end-to-end latency", .user, .histogram, .seconds, worse: .higher,
            "From acceptance by the server to the end of the request, observed when it ends: an "
                + "engine that hangs observes nothing.",
            ranges: SignalRanges(
                .quantile(0.95), warningAbove: 15, criticalAbove: 30,
                source: "The gate's default objective (30 s at p95) and half of it; answers of "
                    + "another length need another limit, so a profile's objective replaces both."),
            alert: .highEndToEndLatency),
        SignalDefinition(
            .errors, "failed requests", .user, .counter, .requests, worse: .higher,
            "Requests that ended with an error of the server. A stream that breaks in the middle is "
                + "a success to most exporters.",
            alert: .highErrorRate),
        SignalDefinition(
            .admissionRejections, "rejected requests", .user, .counter, .requests, worse: .higher,
            "Requests that the server turned away because its queue was full.",
            ranges: SignalRanges(
                .rate, warningAbove: 0, criticalAbove: 0.1,
                source: "Each one is a user turned away; six a minute are an outage for some."),
            alert: .admissionRejections),
    ]
}
