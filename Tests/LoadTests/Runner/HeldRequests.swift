/// Requests that last until the test lets them go or their task is cancelled.
final class HeldRequests: Sendable {
    enum Ending: Sendable, Equatable {
        case released
        case cancelled
    }

    private struct Book {
        var started: [Int] = []
        var released: Set<Int> = []
        var running = 0
        var runningMost = 0
    }

    private let book = Watched(Book())

    /// The numbers of the requests started so far, in order.
    var started: [Int] { book.value.started }

    /// The most requests that ran side by side.
    var runningMost: Int { book.value.runningMost }

    func perform(_ index: Int) async -> Ending {
        book.change { book in
            book.started.append(index)
            book.running += 1
            book.runningMost = max(book.runningMost, book.running)
        }
        let isReleased = await book.wait { $0.released.contains(index) }
        book.change { $0.running -= 1 }
        return isReleased ? .released : .cancelled
    }

    func release(_ indices: Int...) { release(indices) }

    func release(_ indices: [Int]) {
        book.change { $0.released.formUnion(indices) }
    }

    /// Waits until so many requests have been started.
    func startedCount(_ count: Int) async {
        await book.wait { $0.started.count >= count }
    }
}
