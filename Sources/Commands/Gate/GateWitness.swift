import Diagnosis
import Load
import Readiness
import Signals
import Synchronization
import Telemetry

/// Remembers what a gate saw beside its probes, for the diagnosis of a verdict that is not READY.
final class GateWitness: Sendable {
    private struct Memory {
        var server = ServerEvidence(scrapes: [])
        var selfCheck: SelfCheck?
    }

    private let memory = Mutex(Memory())

    /// The most pages kept: some hundred megabytes of the largest engines' pages.
    private static let pagesMax = 2000

    /// Remembers an event, if it tells something of the server or of firstlight itself.
    ///
    /// - Parameter event: The event.
    func remember(_ event: GateEvent) {
        memory.withLock { memory in
            switch event {
            case .recognised(let identity): memory.server.identity = identity
            case .page(let page):
                if memory.server.scrapes.count < Self.pagesMax {
                    memory.server.scrapes.append(page)
                }
            case .gap(let gap): memory.server.missed.append(gap)
            case .checkedItself(let check): memory.selfCheck = check
            case .identified, .noted, .warmedUp, .probed, .scraped: break
            }
        }
    }

    /// Everything that was seen.
    ///
    /// - Parameter probes: The requests of the run, warm-up included, in start order.
    /// - Returns: The client's side, and the server's where a page was asked for.
    func evidence(_ probes: [ProbeRecord]) -> Evidence {
        memory.withLock { memory in
            let server = memory.server
            let isSeen = !server.scrapes.isEmpty || !server.missed.isEmpty
            return Evidence(
                client: ClientEvidence(
                    probes: probes, lag: memory.selfCheck?.lag,
                    processorUse: memory.selfCheck?.cores),
                server: isSeen ? server : nil)
        }
    }
}
