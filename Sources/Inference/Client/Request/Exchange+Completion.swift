import NIOCore

extension Exchange {
    /// Whom a measurement is handed to.
    enum Completion {
        /// Somebody elsewhere, who waits for a future.
        case promise(EventLoopPromise<MeasuredRequest>)

        /// A task that runs on the event loop.
        case continuation(CheckedContinuation<MeasuredRequest, Never>)

        /// Hands the measurement over.
        ///
        /// - Parameter measured: The measurement; handed over once.
        func complete(_ measured: MeasuredRequest) {
            switch self {
            case .promise(let promise): promise.succeed(measured)
            case .continuation(let continuation): continuation.resume(returning: measured)
            }
        }
    }
}
