import Foundation
import Readiness

extension RecordingSummary {
    /// The summary for a person.
    var text: String {
        let others = backgroundSessions > 0 ? ", \(backgroundSessions) of other users" : ""
        var lines = [
            "\(fault): \(summary)",
            "shows: \(shows)",
            "",
            "strength \(strength), seed \(seed), \(Int(seconds)) s of virtual time, "
                + (replicas == 1 ? "1 replica" : "\(replicas) replicas")
                + ", \(sessions) sessions\(others)",
        ]
        if let onsetSeconds {
            lines.append("begins after \(Int(onsetSeconds.rounded())) s")
        }
        lines += ["", "requests      \(requests)"]
        lines += outcomes.map { "  \(column($0.outcome, 24))\($0.count)" }
        lines += latencies.map { latency in
            column(latency.name, 14)
                + "p50 \(time(latency.p50Seconds)), p95 \(time(latency.p95Seconds)), "
                + "max \(time(latency.maxSeconds)) (n = \(latency.count))"
        }
        lines.append("pages         \(scrapes), \(missedScrapes) missed; \(beacons) beacons")
        if let output {
            lines += ["", "kept in \(output); read it with: firstlight diagnose \(output)"]
        }
        return lines.joined(separator: "\n")
    }

    private func column(_ text: String, _ width: Int) -> String {
        text.padding(toLength: max(width, text.count + 1), withPad: " ", startingAt: 0)
    }

    private func time(_ seconds: Double?) -> String {
        seconds.map { DurationText.rounded(.seconds($0)) } ?? "-"
    }
}
