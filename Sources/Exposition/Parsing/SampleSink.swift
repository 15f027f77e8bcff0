/// Takes the samples that a reader finds, one after the other.
protocol SampleSink: ~Copyable {
    /// - Parameters:
    ///   - line: the sample where it stands; the sink may remember numbers in its labels.
    ///   - family: the index of its family among those of the body.
    mutating func add(_ line: inout SampleLine, family: Int)
}
