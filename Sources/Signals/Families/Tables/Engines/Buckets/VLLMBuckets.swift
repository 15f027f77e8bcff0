/// The bounds of vLLM's histograms, which TensorRT-LLM and LMDeploy have taken over.
enum VLLMBuckets {
    private static let shortFirstToken: [Double] = [
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
    ]
    private static let shortToken: [Double] = [
        0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5,
    ]
    private static let shortRequest: [Double] = [
        0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60,
    ]

    static let firstTokenBounds = shortFirstToken + [20, 40, 80, 160, 640, 2560]
    static let tokenBounds = shortToken + [5, 7.5, 10, 20, 40, 80]
    static let requestBounds = shortRequest + [120, 240, 480, 960, 1920, 7680]

    /// Time to first token.
    static let firstToken = eras([(nil, shortFirstToken), (v(0, 8, 4), firstTokenBounds)])

    /// Gaps between tokens.
    static let token = eras([(nil, shortToken), (v(0, 8, 4), tokenBounds)])

    /// Whole requests and their phases.
    static let request = eras([
        (nil, [1, 2.5, 5, 10, 15, 20, 30, 40, 50, 60]), (v(0, 6, 4), shortRequest),
        (v(0, 8, 4), requestBounds),
    ])

    /// Bounds that did not change until servers could be told others.
    static func adjustable(_ bounds: [Double]) -> FamilyBuckets {
        eras([(nil, bounds)])
    }

    private static func eras(_ eras: [(EngineVersion?, [Double])]) -> FamilyBuckets {
        FamilyBuckets(
            eras: eras.map { FamilyBuckets.Era(since: $0.0, bounds: $0.1) },
            adjustableSince: v(0, 32))
    }
}
