import Foundation
import Load
import Readiness

/// What `--dry-run` prints: the first starts of a plan, its totals and what it costs in tokens.
struct SchedulePreview {
    let plan: LoadPlan
    let workload: any Workload

    private static let shownMax = 10
    /// The most sessions looked at one by one for the totals.
    private static let countedMax = 100_000

    /// The text, ended by a line feed.
    var text: String {
        let starts = starts
        var lines = ["  schedule    \(words)", "  seed        \(plan.seed)"]
        lines.append("  first starts")
        for (session, start) in starts.prefix(Self.shownMax).enumerated() {
            guard let turn = workload.turn(0, ofSession: session) else { break }
            let prompt = turn.promptTokens.map { "\($0)" } ?? "?"
            lines.append(
                "    \(DurationText.seconds(.seconds(start), places: 3))  session \(session): about "
                    + "\(prompt) prompt tokens, at most \(turn.maxTokens) of the answer")
        }
        return (lines + totals(starts)).joined(separator: "\n") + "\n"
    }

    /// Planned starts as far as they are known before the run; for a closed loop the first of each
    /// session that runs at once.
    private var starts: [Double] {
        let end = plan.duration.map { (plan.warmup + $0) / .seconds(1) } ?? .infinity
        let most = min(Self.countedMax, plan.requestsMax ?? .max, workload.sessionCount ?? .max)
        func within(_ offset: Double) -> Bool { offset < end }
        switch plan.shape {
        case .closed(let curve):
            var starts: [Double] = []
            for change in SessionSchedule(curve).changes where within(change.offsetSeconds) {
                while starts.count < min(change.count, most) { starts.append(change.offsetSeconds) }
            }
            return starts
        case .open(let rate, let arrivals):
            return Array(
                ArrivalSchedule(rate: rate, arrivals: arrivals, seed: plan.seed).lazy
                    .prefix(most).prefix(while: within))
        case .replay(let scale):
            return (0..<most).lazy.map { session in
                (workload.recordedStart(ofSession: session) ?? .zero) / .seconds(1) * scale
            }.prefix(while: within).map(\.self)
        }
    }

    private var words: String {
        switch plan.shape {
        case .closed: "closed loop: a session's next turn starts when the last is answered"
        case .open(_, let arrivals): "open loop, arrivals \(arrivals)"
        case .replay(let scale): "replay, times stretched by \(scale)"
        }
    }

    // MARK: - Cost

    private func totals(_ starts: [Double]) -> [String] {
        let sessions: Int?
        switch plan.shape {
        case .closed: sessions = plan.requestsMax ?? workload.sessionCount
        case .open, .replay:
            sessions =
                starts.count < Self.countedMax && (plan.duration ?? nil) != nil
                ? starts.count : plan.requestsMax ?? workload.sessionCount
        }
        guard let sessions else {
            let cost = cost(ofSessions: 100)
            return [
                "  total       as many as the server answers in "
                    + (plan.duration.map { DurationText.exact(plan.warmup + $0) } ?? "the time"),
                "  tokens      about \(cost.prompt / 100) of prompts and at most "
                    + "\(cost.output / 100) of answers a session; bound them with --requests or "
                    + "--token-budget",
            ]
        }
        let counted = min(sessions, Self.countedMax)
        var cost = cost(ofSessions: counted)
        if counted < sessions {
            let factor = Double(sessions) / Double(max(1, counted))
            cost = (
                Int(Double(cost.requests) * factor), Int(Double(cost.prompt) * factor),
                Int(Double(cost.output) * factor)
            )
        }
        var lines = [
            "  total       \(cost.requests) requests"
                + (cost.requests == sessions ? "" : " in \(sessions) sessions"),
            "  tokens      about \(cost.prompt) of prompts, at most \(cost.output) of answers",
        ]
        if let budget = plan.tokensMax, budget < cost.prompt + cost.output {
            lines.append("  budget      ends the run at \(budget) tokens")
        }
        return lines
    }

    private func cost(
        ofSessions count: Int
    ) -> (requests: Int, prompt: Int, output: Int) {
        var (requests, prompt, output) = (0, 0, 0)
        for session in 0..<count {
            var carried = 0
            var number = 0
            while let turn = workload.turn(number, ofSession: session) {
                if let most = plan.requestsMax, requests >= most { break }
                requests += 1
                number += 1
                let own = turn.promptTokens ?? 0
                prompt += own + carried
                output += turn.maxTokens
                if plan.history == .grow { carried += own + turn.maxTokens }
            }
        }
        return (requests, prompt, output)
    }
}
