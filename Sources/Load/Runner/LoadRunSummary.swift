/// How a load went, apart from what its requests measured.
package struct LoadRunSummary: Sendable, Equatable {
    /// Why it ended.
    package var end: LoadEnd

    /// From when on requests count, since the run began: the length of the warm-up.
    package var countsFrom: Duration

    /// When the last request was started or could have been, since the run began.
    package var countsUntil: Duration

    /// Requests started, warm-up included.
    package var started: Int

    /// Sessions whose planned start lay within the run and that were never sent.
    package var unsentCount: Int
}
