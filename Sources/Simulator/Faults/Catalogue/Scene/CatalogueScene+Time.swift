/// When faults begin and end.
extension CatalogueScene {
    /// A time after the end of the world, for what does not end.
    private static let forever = Duration.seconds(1_000_000)

    /// A moment between 25 % and 60 % of the time.
    mutating func onset() -> Duration {
        .seconds(durationSeconds * draw.between(0.25, 0.6))
    }

    /// From a moment on, for good.
    func from(_ start: Duration) -> Range<Duration> {
        start..<Self.forever
    }

    /// From one moment to another, in seconds.
    func between(_ start: Double, _ end: Double) -> Range<Duration> {
        .seconds(start) ..< .seconds(max(start, end))
    }

    /// Times of a kind that come and go: the first in the first third, with quiet between.
    ///
    /// - Parameters:
    ///   - count: How many fit in, at most.
    ///   - lasting: How long each takes, in seconds.
    ///   - quiet: The pauses between, in seconds.
    /// - Returns: At least one, in the order of time.
    mutating func episodes(
        _ count: Int, lasting: ClosedRange<Double>, quiet: ClosedRange<Double>
    ) -> [Range<Duration>] {
        var start = durationSeconds * draw.between(0.15, 0.3)
        var episodes: [Range<Duration>] = []
        while episodes.count < count, start < durationSeconds - lasting.lowerBound {
            let end = start + draw.between(lasting.lowerBound, lasting.upperBound)
            episodes.append(between(start, end))
            start = end + draw.between(quiet.lowerBound, quiet.upperBound)
        }
        return episodes
    }

    /// A physical size for the strength: `weak` at 0, `strong` at 1, and equal factors between.
    ///
    /// - Parameters:
    ///   - weak: Above 0.
    ///   - strong: Above 0; may be the smaller one.
    /// - Returns: Between the two, in the unit they have.
    func size(_ weak: Double, _ strong: Double) -> Double {
        weak * CatalogueDraw.power(strong / weak, strength)
    }

    /// The same, as a whole number of at least 1.
    func count(_ weak: Double, _ strong: Double) -> Int {
        max(1, Int(size(weak, strong).rounded()))
    }
}
