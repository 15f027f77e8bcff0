import Synchronization
import Testing

@testable import Commands

@Suite struct LateRecordsTests {
    private final class Written: Sendable {
        let numbers = Mutex<[Int]>([])
    }

    @Test func `the end writes everything, once and in order`() {
        let written = Written()
        let records = LateRecords<Int> { number in
            written.numbers.withLock { $0.append(number) }
        }
        for number in 0..<1000 { records.take(number) }
        records.finish()
        #expect(written.numbers.withLock { $0 } == Array(0..<1000))
    }

    @Test func `a record is written without an end`() async {
        await withCheckedContinuation { continuation in
            let records = LateRecords<Int> { _ in continuation.resume() }
            records.take(1)
        }
    }
}
