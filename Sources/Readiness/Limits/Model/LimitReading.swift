/// The value of one limit from one source.
package struct LimitReading: Sendable, Hashable {
    /// What is limited.
    package var kind: LimitKind
    /// The value, of one engine.
    package var value: Double
    /// Whether only "at least this much" is known.
    package var isLeast: Bool
    /// What sort of source told it.
    package var origin: LimitOrigin
    /// The source itself: `label num_gpu_blocks of vllm:cache_config_info`, `vllm.log:41`,
    /// `deploy.yaml:23 --max-num-seqs`.
    package var source: String
    /// What it holds for when a server has several: a model's name or an engine's rank.
    package var scope: String?
    /// The replica that told it, by its URL; nil when there is one.
    package var replica: String?
    /// What was read there, such as a line of the log or the plateau's figures.
    package var evidence: String?

    /// Makes a reading.
    package init(
        _ kind: LimitKind, _ value: Double, _ origin: LimitOrigin, source: String,
        isLeast: Bool = false, scope: String? = nil, replica: String? = nil,
        evidence: String? = nil
    ) {
        self.kind = kind
        self.value = value
        self.isLeast = isLeast
        self.origin = origin
        self.source = source
        self.scope = scope
        self.replica = replica
        self.evidence = evidence
    }

    /// The value in words: `16`, `71,439`, `8.72`, `at least 2`.
    package var text: String { (isLeast ? "at least " : "") + LimitText.number(value) }
}
