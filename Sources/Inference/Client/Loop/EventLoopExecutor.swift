package import NIOCore

/// Runs tasks on the thread of an event loop, for code that should meet its sockets without a hop.
///
/// `withTaskExecutorPreference` takes the surrounding task and its children there; whatever an
/// `await` on an ``InferenceClient`` of the same loop or an ``EventLoopClock`` resumes comes back
/// there too. Such tasks must not block: nothing is read or timed meanwhile.
package final class EventLoopExecutor: TaskExecutor {
    /// The event loop.
    package let eventLoop: any EventLoop

    /// Creates an executor.
    ///
    /// - Parameter eventLoop: Where the tasks run.
    package init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
