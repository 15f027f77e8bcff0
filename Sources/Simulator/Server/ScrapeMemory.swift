import Synchronization

/// Remembers what the last scrape of each page has seen: some engines speak of the time since then, whoever asks.
final class ScrapeMemory: Sendable {
    private let state = Mutex<[ExpositionPage: EngineSnapshot.Earlier]>([:])

    /// Replaces what is remembered of a page.
    ///
    /// - Returns: What was remembered before; nil at the first scrape.
    func exchange(
        _ page: ExpositionPage, for now: EngineSnapshot.Earlier
    ) -> EngineSnapshot.Earlier? {
        state.withLock { state in
            defer { state[page] = now }
            return state[page]
        }
    }
}
