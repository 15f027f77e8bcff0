import Foundation

/// Computes for a long time on a thread of its own.
///
/// The few threads that run tests stay free for those that wait for a server.
func offPool<Value: Sendable>(
    _ compute: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            continuation.resume(with: Result { try compute() })
        }
    }
}
