/// What is to happen, by time; what is to happen at the same time happens in the order in which it was planned.
struct EventQueue<Event> {
    private struct Entry {
        let seconds: Double
        let number: UInt64
        let event: Event

        func isBefore(_ other: Entry) -> Bool {
            seconds != other.seconds ? seconds < other.seconds : number < other.number
        }
    }

    /// A binary heap, the next one first.
    private var heap: [Entry] = []
    private var planned: UInt64 = 0

    /// Plans an event.
    mutating func plan(_ event: Event, at seconds: Double) {
        heap.append(Entry(seconds: seconds, number: planned, event: event))
        planned += 1
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBefore(heap[parent]) else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the next event; nil when nothing is planned.
    mutating func next() -> (event: Event, seconds: Double)? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in (2 * parent + 1)...(2 * parent + 2)
            where child < heap.count && heap[child].isBefore(heap[least]) {
                least = child
            }
            guard least != parent else { break }
            heap.swapAt(parent, least)
            parent = least
        }
        return (first.event, first.seconds)
    }
}
