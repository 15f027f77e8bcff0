import Load
import Synchronization

/// Records as they come, in the order of their ends.
final class RecordBook: Sendable {
    private let records = Mutex<[ProbeRecord]>([])

    /// Adds a record.
    func add(_ record: ProbeRecord) { records.withLock { $0.append(record) } }

    /// All records so far.
    var all: [ProbeRecord] { records.withLock { $0 } }
}
