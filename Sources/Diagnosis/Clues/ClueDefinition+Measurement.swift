extension ClueDefinition {
    /// Clues on: the measurement itself.
    static let cluesMeasurement: [Clue: ClueDefinition] = [
        .clientLate: ClueDefinition(
            "the client's own event loop was late", .client,
            test: "run the same load against firstlight simulate on this machine"),
        .clockOff: ClueDefinition(
            "the server's clock is off", .joint,
            test: "compare the Date header of a response with the local clock"),
        .scrapesStale: ClueDefinition(
            "scrapes are missing or too old", .server,
            test: "scrape /metrics directly now and compare with the store"),
        .gaugesFrozen: ClueDefinition(
            "gauges stand still while counters move", .server,
            test: "scrape /metrics before and after a request and compare gauges"),
        .pageFrozen: ClueDefinition(
            "nothing in the page moves while requests are answered", .joint,
            test: "scrape /metrics before and after a request and compare counters"),
        .expectedSeriesMissing: ClueDefinition(
            "series that rules or dashboards ask for are not there", .server,
            test: "check them: firstlight lint FILE --prometheus URL"),
        .declaredLimitWrong: ClueDefinition(
            "a declared limit is not the live one", .server,
            test: "read the live limits: firstlight limits TARGET"),
        .percentileIsBucket: ClueDefinition(
            "a percentile lies in one wide bucket and is worse than the samples", .joint,
            test: "compare the percentile with client samples of the same minutes"),
        .tokenCountsDisagree: ClueDefinition(
            "the client's tokens and the engine's counter do not agree", .joint,
            test: "send one request with no other traffic and compare usage with the counter"),
    ]
}
