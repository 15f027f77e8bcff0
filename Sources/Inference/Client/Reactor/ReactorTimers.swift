#if os(Linux)
    import NIOCore

    /// The timers of a reactor, the earliest first; equal ones in the order in which they were set.
    struct ReactorTimers {
        /// One timer.
        final class Timer {
            /// When it rings.
            let deadline: NIODeadline
            /// What happens then; `nil` once it was cancelled or has rung.
            var work: (() -> Void)?
            fileprivate let onDrop: () -> Void
            fileprivate let order: UInt64

            fileprivate init(
                _ deadline: NIODeadline, _ order: UInt64, _ work: @escaping () -> Void,
                onDrop: @escaping () -> Void
            ) {
                self.deadline = deadline
                self.order = order
                self.work = work
                self.onDrop = onDrop
            }

            fileprivate func isBefore(_ other: Timer) -> Bool {
                (deadline, order) < (other.deadline, other.order)
            }
        }

        /// A heap: each is before the two at twice its place plus one and two.
        private var heap: [Timer] = []
        private var orders: UInt64 = 0

        /// The earliest deadline of a timer that is still wanted.
        var next: NIODeadline? {
            mutating get {
                while let first = heap.first, first.work == nil { removeFirst() }
                return heap.first?.deadline
            }
        }

        /// Sets a timer.
        ///
        /// - Parameters:
        ///   - deadline: When it rings.
        ///   - work: What happens then.
        ///   - onDrop: What happens instead when the timers end before.
        /// - Returns: The timer; without its work it does not ring.
        mutating func add(
            _ deadline: NIODeadline, _ work: @escaping () -> Void, onDrop: @escaping () -> Void
        ) -> Timer {
            orders += 1
            let timer = Timer(deadline, orders, work, onDrop: onDrop)
            heap.append(timer)
            var place = heap.count - 1
            while place > 0, heap[place].isBefore(heap[(place - 1) / 2]) {
                heap.swapAt(place, (place - 1) / 2)
                place = (place - 1) / 2
            }
            return timer
        }

        /// Takes out the work of the earliest timer.
        ///
        /// - Parameter now: The present.
        /// - Returns: Its work; `nil` when none is due.
        mutating func takeDue(at now: NIODeadline) -> (() -> Void)? {
            guard let next, next <= now, let first = heap.first else { return nil }
            removeFirst()
            defer { first.work = nil }
            return first.work
        }

        /// Drops all timers.
        mutating func dropAll() {
            let left = heap
            heap = []
            for timer in left where timer.work != nil {
                timer.work = nil
                timer.onDrop()
            }
        }

        private mutating func removeFirst() {
            let last = heap.removeLast()
            guard !heap.isEmpty else { return }
            heap[0] = last
            var place = 0
            while true {
                var least = place
                for child in [2 * place + 1, 2 * place + 2]
                where child < heap.count && heap[child].isBefore(heap[least]) {
                    least = child
                }
                guard least != place else { return }
                heap.swapAt(place, least)
                place = least
            }
        }
    }
#endif
