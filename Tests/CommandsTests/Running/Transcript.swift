import Synchronization

/// What a process has printed so far, and who waits for some text in it.
final class Transcript: Sendable {
    private struct Waiter {
        /// The text; `nil` waits for the end.
        var text: [UInt8]?
        var continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var bytes: [UInt8] = []
        var isComplete = false
        var waiters: [Waiter] = []

        func holds(_ text: [UInt8]?) -> Bool {
            text.map { bytes.firstRange(of: $0) != nil } ?? isComplete
        }
    }

    private let state = Mutex(State())

    /// Everything so far; what is no UTF-8 is replaced.
    var text: String { String(decoding: state.withLock { $0.bytes }, as: UTF8.self) }

    /// Adds what has been printed.
    func append(_ bytes: some Sequence<UInt8>) {
        wake { $0.bytes += bytes }
    }

    /// Says that nothing more will be printed.
    func complete() {
        wake { $0.isComplete = true }
    }

    /// Waits until a text has been printed.
    ///
    /// - Returns: `false` when the output ended without it.
    func wait(for text: String) async -> Bool {
        await wait(Array(text.utf8))
    }

    /// Waits until nothing more will be printed.
    func waitUntilComplete() async {
        _ = await wait(nil)
    }

    private func wait(_ text: [UInt8]?) async -> Bool {
        await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                if state.holds(text) { return true }
                if state.isComplete { return false }
                state.waiters.append(Waiter(text: text, continuation: continuation))
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    private func wake(_ change: (inout State) -> Void) {
        let woken = state.withLock { state in
            change(&state)
            var woken: [(waiter: Waiter, isMet: Bool)] = []
            var waiting: [Waiter] = []
            for waiter in state.waiters {
                let isMet = state.holds(waiter.text)
                if isMet || state.isComplete {
                    woken.append((waiter, isMet))
                } else {
                    waiting.append(waiter)
                }
            }
            state.waiters = waiting
            return woken
        }
        for (waiter, isMet) in woken { waiter.continuation.resume(returning: isMet) }
    }
}
