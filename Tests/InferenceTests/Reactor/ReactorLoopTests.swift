#if os(Linux)
    import Dispatch
    import NIOCore
    import Synchronization
    import Testing

    @testable import Inference

    @Suite(.timeLimit(.minutes(1))) struct ReactorLoopTests {
        private final class Counter: Sendable {
            let value = Atomic<Int>(0)
        }

        /// Runs a body with a loop and ends the loop.
        private func with(_ body: (ReactorLoop) async throws -> Void) async throws {
            let loop = ReactorLoop(name: "reactor-test")
            try await body(loop)
            try await loop.shutdownGracefully()
        }

        @Test func `tasks run in order, on the loop's thread`() async throws {
            try await with { loop in
                let seen = Mutex<[Int]>([])
                for number in 0..<100 {
                    loop.execute {
                        #expect(loop.inEventLoop)
                        seen.withLock { $0.append(number) }
                    }
                }
                let answer = try await loop.submit { seen.withLock { $0 } }.get()
                #expect(answer == Array(0..<100))
                #expect(!loop.inEventLoop)
            }
        }

        @Test func `what a task throws comes back`() async throws {
            struct Fault: Error {}
            try await with { loop in
                await #expect(throws: Fault.self) { try await loop.submit { throw Fault() }.get() }
            }
        }

        @Test func `timers ring in the order of their deadlines and not before them`() async throws
        {
            try await with { loop in
                let rung = Mutex<[Int]>([])
                let begin = NIODeadline.now()
                let all = [5, 1, 3, 1].enumerated().map { place, milliseconds in
                    let deadline = begin + .milliseconds(Int64(milliseconds))
                    return loop.scheduleTask(deadline: deadline) {
                        #expect(NIODeadline.now() >= deadline)
                        rung.withLock { $0.append(place) }
                    }
                }
                for timer in all { try await timer.futureResult.get() }
                let order = rung.withLock { $0 }
                #expect(order == [1, 3, 2, 0])
            }
        }

        @Test func `a timer that was cancelled does not ring`() async throws {
            try await with { loop in
                let timer = loop.scheduleTask(in: .milliseconds(2)) {
                    Issue.record("it was cancelled")
                }
                timer.cancel()
                await #expect(throws: EventLoopError.self) { try await timer.futureResult.get() }
                try await loop.scheduleTask(in: .milliseconds(4)) {}.futureResult.get()
            }
        }

        @Test func `the end does what was handed over before it and drops the timers`() async throws
        {
            let loop = ReactorLoop(name: "reactor-test")
            let done = Atomic<Bool>(false)
            let timer = loop.scheduleTask(in: .hours(1)) { Issue.record("an hour has not gone by") }
            let dropped = Atomic<Bool>(false)
            // Heard of before the end: after it, nothing is handed over any more.
            timer.futureResult.whenFailure { _ in dropped.store(true, ordering: .relaxed) }
            loop.execute { done.store(true, ordering: .relaxed) }
            try await loop.shutdownGracefully()
            let isDone = done.load(ordering: .relaxed)
            #expect(isDone)
            let isDropped = dropped.load(ordering: .relaxed)
            #expect(isDropped)
            // A second end is none.
            try await loop.shutdownGracefully()
        }

        @Test func `many threads hand over at once and nothing is lost`() async throws {
            try await with { loop in
                let count = Counter()
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            for _ in 0..<500 {
                                loop.execute { count.value.wrappingAdd(1, ordering: .relaxed) }
                            }
                        }
                    }
                }
                try await loop.submit {}.get()
                let all = count.value.load(ordering: .relaxed)
                #expect(all == 4000)
            }
        }
    }
#endif
