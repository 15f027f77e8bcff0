/// The offered load of a virtual run: sessions that each wait for an answer before they ask again.
package struct ClosedLoopWorkload: Equatable, Sendable {
    /// The sessions; their index is the tag of their requests.
    package var sessions: [SessionProfile]

    /// Puts together different sessions.
    package init(sessions: [SessionProfile]) {
        self.sessions = sessions
    }

    /// Equal sessions that start one after the other.
    ///
    /// - Parameters:
    ///   - count: Number of sessions.
    ///   - staggerSeconds: Session i starts at i times this.
    ///   - pacing: When a session sends its next request.
    ///   - prompt: Prompt lengths.
    ///   - output: Answer lengths.
    package init(
        count: Int,
        staggerSeconds: Double,
        pacing: SessionProfile.Pacing,
        prompt: LengthDistribution,
        output: LengthDistribution
    ) {
        sessions = (0..<count).map { index in
            SessionProfile(
                startSeconds: Double(index) * staggerSeconds, pacing: pacing, prompt: prompt,
                output: output)
        }
    }
}
