import Dispatch
import Synchronization

/// Writes the records of a load a moment after they came, away from the thread that measures.
///
/// Writing a line where an answer ends would put off the next request of its session. The streams of
/// a closed loop then drift apart, and a token that comes alone wakes the client for itself.
final class LateRecords<Record: Sendable>: Sendable {
    /// Long enough for many records to be written at once.
    private let delay = DispatchTimeInterval.milliseconds(50)

    private let write: @Sendable (Record) -> Void
    private let queue = DispatchQueue(label: "firstlight.records", qos: .utility)
    private let pending = Mutex<[Record]>([])

    /// Creates a writer.
    ///
    /// - Parameter write: Writes one record; called one at a time, in the order of the records.
    init(write: @escaping @Sendable (Record) -> Void) {
        self.write = write
    }

    /// Takes a record.
    ///
    /// - Parameter record: The record; written within a moment.
    func take(_ record: Record) {
        let isFirst = pending.withLock { pending in
            pending.append(record)
            return pending.count == 1
        }
        if isFirst { queue.asyncAfter(deadline: .now() + delay) { self.flush() } }
    }

    /// Writes what is still to be written; no record may be taken after it.
    func finish() {
        queue.sync { flush() }
    }

    private func flush() {
        var batch: [Record] = []
        pending.withLock { swap(&batch, &$0) }
        for record in batch { write(record) }
    }
}
