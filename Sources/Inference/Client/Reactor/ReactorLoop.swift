#if os(Linux)
    import CHost
    import Dispatch
    import NIOCore
    import Synchronization

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #endif

    /// An event loop on a thread of its own that reads sockets without channels.
    ///
    /// A paced token costs a measuring client a system call to wait, one to read, and whatever stands
    /// between the two. Here that is a look into a table: the bytes go from the kernel into one buffer
    /// that all connections share, and from there to the connection. Everything else an event loop
    /// does (tasks, timers, futures) it does as any other.
    ///
    /// What is not behind the lock belongs to the loop's thread.
    final class ReactorLoop: EventLoop, @unchecked Sendable {
        /// Work handed over by other threads.
        private struct Inbox {
            var tasks: [() -> Void] = []
            var isOpen = true
        }

        private let inbox = Mutex(Inbox())
        private let thread = Atomic<UInt64>(0)

        private let set: Int32
        private let bell: Int32
        private let alarm: Int32
        /// When the alarm rings.
        private var armed: NIODeadline?

        /// Where every socket is read into; one read is handed on before the next.
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)

        private var tasks: [() -> Void] = []
        private var timers = ReactorTimers()
        private var sources: [(any ReactorSource)?] = []
        /// Places without a source.
        private var free: [Int] = []
        /// Places given up while events are handed out: one of those events may still be for the old
        /// source.
        private var freed: [Int] = []
        private var onEnd: (() -> Void)?

        /// Ready sockets taken from the kernel at once.
        private static let batchMax = 256
        private static let bellToken = UInt64.max
        private static let alarmToken = UInt64.max - 1

        /// Starts a loop.
        ///
        /// - Parameter name: The thread's name, at most 15 bytes.
        init(name: String) {
            set = creactor_make_set()
            bell = creactor_make_bell(set, Self.bellToken)
            alarm = creactor_make_timer(set, Self.alarmToken)
            precondition(
                set >= 0 && bell >= 0 && alarm >= 0,
                "a process may have descriptors for its sockets")
            start(name: name)
        }

        deinit {
            buffer.deallocate()
        }

        private func start(name: String) {
            final class Start {
                let loop: ReactorLoop
                let name: String
                init(_ loop: ReactorLoop, _ name: String) { (self.loop, self.name) = (loop, name) }
            }
            var handle = pthread_t()
            let start = Unmanaged.passRetained(Start(self, name))
            let failure = pthread_create(
                &handle, nil,
                { argument in
                    guard let argument else { return nil }
                    let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                    creactor_name_thread(start.name)
                    start.loop.run()
                    return nil
                }, start.toOpaque())
            precondition(failure == 0, "a process may have a thread for its sockets")
            pthread_detach(handle)
        }

        // MARK: - The loop

        private func run() {
            thread.store(creactor_thread(), ordering: .relaxed)
            withUnsafeTemporaryAllocation(of: creactor_ready.self, capacity: Self.batchMax) {
                ready in
                while takeMail() {
                    while let work = timers.takeDue(at: .now()) { work() }
                    runTasks()
                    hand(out: ready, count: wait(ready))
                }
            }
            // What was handed over until the end is still done; nothing can be handed over after it.
            while !tasks.isEmpty { runTasks() }
            timers.dropAll()
            while !tasks.isEmpty { runTasks() }
            thread.store(0, ordering: .relaxed)
            // Those that nobody closed close with their last owner.
            sources = []
            creactor_close(bell)
            creactor_close(alarm)
            creactor_close(set)
            onEnd?()
            onEnd = nil
        }

        /// Takes over what other threads want done.
        ///
        /// - Returns: Whether the loop goes on.
        private func takeMail() -> Bool {
            inbox.withLock { inbox in
                if !inbox.tasks.isEmpty {
                    tasks += inbox.tasks
                    inbox.tasks.removeAll(keepingCapacity: true)
                }
                return inbox.isOpen
            }
        }

        /// Runs the tasks there are; those they bring along wait until sockets have had their turn.
        private func runTasks() {
            guard !tasks.isEmpty else { return }
            var now: [() -> Void] = []
            swap(&now, &tasks)
            for task in now { task() }
            guard tasks.isEmpty else { return }
            now.removeAll(keepingCapacity: true)
            tasks = now
        }

        private func wait(_ ready: UnsafeMutableBufferPointer<creactor_ready>) -> Int {
            let blocks = tasks.isEmpty
            if blocks, let next = timers.next, next != armed {
                armed = next
                let failure = creactor_set_timer(alarm, (next - .now()).nanoseconds)
                precondition(failure == 0, "a timer can be set")
            }
            let count = creactor_wait(set, ready.baseAddress, Int32(ready.count), blocks ? 1 : 0)
            precondition(count >= 0 || errno == EINTR, "waiting for sockets only ends by a signal")
            return max(0, Int(count))
        }

        private func hand(out ready: UnsafeMutableBufferPointer<creactor_ready>, count: Int) {
            for event in ready[..<count] where event.token != Self.bellToken {
                guard event.token != Self.alarmToken else {
                    armed = nil
                    continue
                }
                guard let source = sources[Int(event.token)] else { continue }
                let isBroken = event.what & UInt32(creactor_broken) != 0
                source.ready(
                    isReadable: isBroken || event.what & UInt32(creactor_readable) != 0,
                    isWritable: isBroken || event.what & UInt32(creactor_writable) != 0)
            }
            if !freed.isEmpty {
                free += freed
                freed.removeAll(keepingCapacity: true)
            }
        }

        // MARK: - Sources

        /// Watches a descriptor.
        ///
        /// - Parameters:
        ///   - descriptor: The descriptor.
        ///   - isWriting: Whether room to write is waited for, beside something to read.
        ///   - source: Hears of it; held until it is forgotten.
        /// - Returns: Its place; `nil` when the kernel refuses, with the reason in `errno`.
        func watch(_ descriptor: Int32, isWriting: Bool, _ source: any ReactorSource) -> Int? {
            let place = free.popLast() ?? sources.count
            if place == sources.count { sources.append(nil) }
            guard
                creactor_watch(set, descriptor, UInt64(place), Self.what(isWriting: isWriting)) == 0
            else {
                free.append(place)
                return nil
            }
            sources[place] = source
            return place
        }

        /// Changes what a watched descriptor is watched for.
        ///
        /// - Parameters:
        ///   - descriptor: The descriptor.
        ///   - place: Its place.
        ///   - isWriting: Whether room to write is waited for.
        func rewatch(_ descriptor: Int32, place: Int, isWriting: Bool) {
            let failure = creactor_rewatch(
                set, descriptor, UInt64(place), Self.what(isWriting: isWriting))
            precondition(failure == 0, "what is watched can be watched otherwise")
        }

        /// Lets go of a source, whose descriptor is about to be closed.
        ///
        /// - Parameter place: Its place.
        func forget(_ place: Int) {
            sources[place] = nil
            freed.append(place)
        }

        private static func what(isWriting: Bool) -> UInt32 {
            UInt32(creactor_readable)
                | (isWriting ? UInt32(creactor_writable) : 0)
        }

        // MARK: - EventLoop

        var inEventLoop: Bool { thread.load(ordering: .relaxed) == creactor_thread() }

        func execute(_ task: @escaping @Sendable () -> Void) {
            if inEventLoop {
                tasks.append(task)
                return
            }
            inbox.withLock { inbox in
                // As with every event loop: what comes after the end is not done.
                guard inbox.isOpen else { return }
                inbox.tasks.append(task)
                // Rung under the lock: the bell is gone once the loop has ended.
                if inbox.tasks.count == 1 { creactor_ring(bell) }
            }
        }

        func submit<T>(_ task: @escaping @Sendable () throws -> T) -> EventLoopFuture<T> {
            let promise = makePromise(of: T.self)
            execute { promise.assumeIsolated().completeWith(Result { try task() }) }
            return promise.futureResult
        }

        var now: NIODeadline { .now() }

        func scheduleTask<T>(
            deadline: NIODeadline, _ task: @escaping @Sendable () throws -> T
        ) -> Scheduled<T> {
            let promise = makePromise(of: T.self)
            let setting = NIOLoopBoundBox<ReactorTimers.Timer?>.makeEmptyBox(
                valueType: ReactorTimers.Timer.self, eventLoop: self)
            whenInLoop {
                setting.value = self.timers.add(deadline) {
                    promise.assumeIsolated().completeWith(Result { try task() })
                } onDrop: {
                    promise.fail(EventLoopError.cancelled)
                }
            }
            return Scheduled(promise: promise) {
                self.whenInLoop { setting.value?.work = nil }
            }
        }

        func scheduleTask<T>(
            in time: TimeAmount, _ task: @escaping @Sendable () throws -> T
        ) -> Scheduled<T> {
            scheduleTask(deadline: .now() + time, task)
        }

        private func whenInLoop(_ work: @escaping @Sendable () -> Void) {
            if inEventLoop { work() } else { execute(work) }
        }

        func preconditionInEventLoop(file: StaticString, line: UInt) {
            precondition(inEventLoop, file: file, line: line)
        }

        func preconditionNotInEventLoop(file: StaticString, line: UInt) {
            precondition(!inEventLoop, file: file, line: line)
        }

        /// Ends the loop and its thread, after what was handed over until now is done.
        ///
        /// - Parameters:
        ///   - queue: Where the callback runs.
        ///   - callback: Hears of the end; at once when the loop has ended already.
        func shutdownGracefully(
            queue: DispatchQueue, _ callback: @escaping @Sendable ((any Error)?) -> Void
        ) {
            let isNew = inbox.withLock { inbox in
                guard inbox.isOpen else { return false }
                inbox.isOpen = false
                inbox.tasks.append { self.onEnd = { queue.async { callback(nil) } } }
                creactor_ring(bell)
                return true
            }
            if !isNew { queue.async { callback(nil) } }
        }
    }
#endif
