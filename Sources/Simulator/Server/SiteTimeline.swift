import Synchronization

/// Makes happen what conditions do when they begin and end: processes die and start, pages freeze.
///
/// What merely holds for a while is looked up where it acts. Whoever needs the present state calls ``advance(to:)`` first, so
/// nothing depends on how punctually the process wakes up.
final class SiteTimeline: Sendable {
    private struct State {
        /// Boundaries that have not been reached.
        var ahead: [Duration]
        /// Replicas whose process is gone.
        var down: Set<Int> = []
    }

    private let replicas: [ServerState]
    private let site: SiteState
    private let state: Mutex<State>

    /// Prepares a deployment's story, which begins at the first call of ``advance(to:)``.
    init(site: SiteState, replicas: [ServerState]) {
        self.site = site
        self.replicas = replicas
        let later = site.script.boundaries.filter { $0 > .zero }
        state = Mutex(State(ahead: [.zero] + later))
    }

    /// Makes everything happen that was due until some time since the start.
    func advance(to elapsed: Duration) {
        state.withLock { state in
            while let boundary = state.ahead.first, boundary <= elapsed {
                state.ahead.removeFirst()
                for server in replicas {
                    cross(boundary, server, down: &state.down)
                }
            }
        }
    }

    /// When something is due next; nil when nothing is.
    var next: Duration? {
        state.withLock { $0.ahead.first }
    }

    /// Follows the time until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            let due = next ?? site.elapsed + .seconds(3_600)
            do {
                try await site.clock.sleep(until: site.startInstant.advanced(by: due))
            } catch {
                return
            }
            advance(to: max(due, site.elapsed))
        }
    }

    private func cross(_ boundary: Duration, _ server: ServerState, down: inout Set<Int>) {
        let conditions = site.script.conditions(at: boundary, replica: server.replica)
        server.frozen.follow(conditions) { EnginePages(server).snapshot }
        let isDown = conditions.contains(.down)
        let wasDown = down.contains(server.replica)
        guard isDown != wasDown else { return }
        // The old process takes its requests with it; the new one has a start time of its own.
        server.restart(at: boundary)
        if isDown {
            down.insert(server.replica)
            if replicas.count == 1 { server.connections.closeAll() }
        } else {
            down.remove(server.replica)
        }
    }
}
