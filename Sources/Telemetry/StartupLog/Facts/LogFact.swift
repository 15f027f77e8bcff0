/// A number that a line of a log told.
struct LogFact: Sendable {
    /// How much a wording is to be trusted: what the engine computed beats what it was given.
    enum Weight: Int, Sendable, Comparable {
        case given
        case partial
        case computed

        static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    let value: Double
    let weight: Weight
    let line: Int
    /// What the line says, without secrets.
    let text: String

    /// Whether this fact takes the place of one that was there before: of several lines of the same
    /// weight the smallest holds, because each worker tells its own.
    func replaces(_ other: LogFact) -> Bool {
        weight == other.weight ? value < other.value : weight > other.weight
    }
}
