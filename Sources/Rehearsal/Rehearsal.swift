import EngineModel
import Foundation
import Load
import Signals
package import Simulator

/// Runs a simulated world and keeps what a measuring client and a scraper would have kept of it.
///
/// ```swift
/// let recording = try Rehearsal(rehearsed, seed: 7).record()
/// ```
package struct Rehearsal: Sendable {
    private let rehearsed: Rehearsed
    private let seed: UInt64
    private let scrapeIntervalSeconds: Double

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - rehearsed: Who serves, who asks, what goes wrong.
    ///   - seed: Of everything that is drawn; the same seed gives the same recording.
    ///   - scrapeIntervalSeconds: The time between two scrapes of every page.
    package init(_ rehearsed: Rehearsed, seed: UInt64, scrapeIntervalSeconds: Double = 5) {
        self.rehearsed = rehearsed
        self.seed = seed
        self.scrapeIntervalSeconds = scrapeIntervalSeconds
    }

    /// Runs the world.
    ///
    /// - Returns: What was kept.
    /// - Throws: `SimulatedServerError` when the world cannot be set up, `ExpositionError` when a page cannot be read.
    package func record() throws -> Recording {
        var world = try World(
            rehearsed, seed: seed, scrapeIntervalSeconds: scrapeIntervalSeconds)
        let trace = try world.run()
        return try Self.recording(of: trace, load: rehearsed.load)
    }

    /// What a client and a scraper would have kept of a trace.
    ///
    /// - Parameters:
    ///   - trace: What happened on the wire.
    ///   - load: What the clients do, their limits among it.
    /// - Returns: Records, beacons, pages and the client's own lag.
    /// - Throws: `ExpositionError` when a page cannot be read.
    package static func recording(of trace: WorldTrace, load: ClientLoad) throws -> Recording {
        let reader = ExchangeReader(trace: trace, load: load)
        let start = Date(timeIntervalSince1970: trace.startUnixSeconds)
        var recording = Recording()
        recording.probes = trace.exchanges.map(reader.record)
        recording.beacons = trace.beacons.map { beacon in
            Beacon(
                timestamp: start.addingTimeInterval(beacon.seconds),
                duration: .seconds(beacon.durationSeconds), status: beacon.status,
                isFresh: beacon.isFresh)
        }
        let pages = try PageReader.read(trace)
        recording.scrapes = pages.scrapes
        recording.missed = pages.missed
        recording.lag = lag(of: trace)
        return recording
    }

    /// How late the client's loop was, as its own monitor would have found.
    private static func lag(of trace: WorldTrace) -> SchedulingLag? {
        var tally = LagTally(interval: .seconds(trace.lagTickSeconds))
        if trace.lagSeconds.isEmpty {
            for _ in 0..<Int(trace.durationSeconds / trace.lagTickSeconds) { tally.record(.zero) }
        } else {
            // One tick at a time: those that are due before the one before has come are swallowed.
            var free = 0.0
            for (index, lag) in trace.lagSeconds.enumerated() {
                let due = Double(index + 1) * trace.lagTickSeconds
                guard due >= free else { continue }
                tally.record(.seconds(lag))
                free = due + lag
            }
        }
        return tally.summary
    }
}
