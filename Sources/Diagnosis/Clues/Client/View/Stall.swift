/// A silence in the middle of a stream.
struct Stall {
    /// The position of the request in ``ClientView/requests``.
    let request: Int
    /// The chunk before it, in seconds of the observation.
    let from: Double
    /// The chunk after it, or the end of the wait.
    let to: Double
    /// Whether a chunk came after it.
    let resumed: Bool

    /// How long a gap may be: 5 s, or twenty times the stream's own median gap.
    static func limit(usual: Double) -> Double { max(5, 20 * usual) }
}
