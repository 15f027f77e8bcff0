/// What is asked: sessions of turns, numbered, each the same whenever it is asked for.
///
/// A single request is a session of one turn. Pure: equal numbers give equal turns, whatever was
/// asked for before, so a schedule can be printed, repeated and split over several generators.
package protocol Workload: Sendable {
    /// The name in reports, such as `short-chat` or the trace's file name.
    var name: String { get }

    /// How many sessions there are; `nil` without end.
    var sessionCount: Int? { get }

    /// A turn of a session.
    ///
    /// - Parameters:
    ///   - turn: The turn, from 0.
    ///   - session: The session, from 0.
    /// - Returns: `nil` after the session's last turn.
    func turn(_ turn: Int, ofSession session: Int) -> Turn?

    /// When a session started in the trace, since the trace's first; `nil` where the workload has
    /// no times.
    func recordedStart(ofSession session: Int) -> Duration?
}

extension Workload {
    package var sessionCount: Int? { nil }
    package func recordedStart(ofSession session: Int) -> Duration? { nil }
}
