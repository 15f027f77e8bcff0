import Inference
import Testing

/// What holds for the instants of every request, however it ended.
enum PhaseCheck {
    static func check(
        _ instants: PhaseInstants, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let end = try #require(instants.end, "every request ends", sourceLocation: sourceLocation)
        let phases: [(String, ContinuousClock.Instant?)] = [
            ("intended start", instants.intendedStart), ("start", instants.start),
            ("resolved", instants.resolved), ("connected", instants.connected),
            ("secured", instants.secured), ("response head", instants.responseHead),
            ("first byte", instants.firstByte), ("first chunk", instants.firstChunk),
            ("first token", instants.firstToken), ("last token", instants.lastToken), ("end", end),
        ]
        var previous = ("the beginning", instants.intendedStart)
        for (name, instant) in phases {
            guard let instant else { continue }
            #expect(
                previous.1 <= instant, "\(name) comes before \(previous.0)",
                sourceLocation: sourceLocation)
            previous = (name, instant)
        }
        // The kernel may report the request written after the answer has begun.
        if let written = instants.requestWritten {
            #expect(instants.start <= written, sourceLocation: sourceLocation)
        }
    }
}
