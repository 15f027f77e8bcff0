/// What was seen of a body, which every program has to agree on.
struct SampleTally {
    private(set) var count = 0
    /// The sum of the finite values.
    private(set) var sum = 0.0

    /// Takes in one sample.
    mutating func add(_ value: Double) {
        count += 1
        if value.isFinite { sum += value }
    }
}
