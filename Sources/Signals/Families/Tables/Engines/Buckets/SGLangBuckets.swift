/// The default bounds of SGLang's histograms from 0.4.8 on; launch flags can replace them.
enum SGLangBuckets {
    private static let seconds: [Double] = [
        0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400,
    ]

    // Before 0.4.8 the bounds of the first token were like vLLM's.
    static let firstToken = FamilyBuckets(
        eras: [
            .init(since: nil, bounds: VLLMBuckets.firstTokenBounds),
            .init(since: v(0, 4, 8), bounds: seconds),
        ], adjustableSince: v(0))

    static let token = FamilyBuckets.adjustable([
        0.002, 0.004, 0.006, 0.008, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.06, 0.08, 0.1,
        0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8,
    ])

    static let request = FamilyBuckets(
        eras: [
            .init(since: nil, bounds: seconds + [800]),
            .init(since: v(0, 5, 2), bounds: seconds + [600, 1200, 1800, 2400]),
        ], adjustableSince: v(0))

    static let queue = FamilyBuckets.configured
}
