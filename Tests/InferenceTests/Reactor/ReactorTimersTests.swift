#if os(Linux)
    import NIOCore
    import TestKit
    import Testing

    @testable import Inference

    @Suite struct ReactorTimersTests {
        @Test func `work comes out in the order of deadlines, equal ones as they were set`() {
            var generator = SeededGenerator(seed: 5)
            var timers = ReactorTimers()
            var rung: [Int] = []
            var expected: [(deadline: UInt64, number: Int)] = []
            for number in 0..<500 {
                let deadline = UInt64.random(in: 0..<50, using: &generator)
                expected.append((deadline, number))
                _ = timers.add(.uptimeNanoseconds(deadline)) {
                    rung.append(number)
                } onDrop: {
                }
            }
            while let work = timers.takeDue(at: .uptimeNanoseconds(50)) { work() }
            #expect(
                rung
                    == expected.sorted { ($0.deadline, $0.number) < ($1.deadline, $1.number) }
                    .map(\.number))
            #expect(timers.next == nil)
        }

        @Test func `nothing comes out before it is due`() {
            var timers = ReactorTimers()
            _ = timers.add(.uptimeNanoseconds(10)) {
            } onDrop: {
            }
            #expect(timers.takeDue(at: .uptimeNanoseconds(9)) == nil)
            #expect(timers.next == .uptimeNanoseconds(10))
            #expect(timers.takeDue(at: .uptimeNanoseconds(10)) != nil)
        }

        @Test func `a timer without its work is passed over`() {
            var timers = ReactorTimers()
            let first = timers.add(.uptimeNanoseconds(1)) {
                Issue.record("it was cancelled")
            } onDrop: {
                Issue.record("it was cancelled")
            }
            var dropped = 0
            _ = timers.add(.uptimeNanoseconds(2)) {
            } onDrop: {
                dropped += 1
            }
            first.work = nil
            #expect(timers.next == .uptimeNanoseconds(2))
            timers.dropAll()
            #expect(dropped == 1)
            #expect(timers.next == nil)
        }
    }
#endif
