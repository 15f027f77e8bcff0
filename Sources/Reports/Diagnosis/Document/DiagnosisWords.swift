import Diagnosis
import Estimates
import Foundation

/// What every rendering of a diagnosis says in the same words.
struct DiagnosisWords {
    let document: DiagnosisDocument

    /// A cause with those that follow of it.
    struct Group {
        /// From 1.
        var place: Int
        var cause: RankedCause
        var consequences: [RankedCause]
    }

    /// Words about a printable document.
    init(_ document: DiagnosisDocument) {
        self.document = document
    }

    private var report: DiagnosisReport { document.report }

    /// The conclusion in capitals.
    var title: String {
        switch report.conclusion {
        case .found: document.grade == .unknown ? "INCONCLUSIVE" : "FOUND"
        case .undecided: "UNDECIDED"
        case .noFinding: "NO FINDING"
        case .noEvidence: "NO EVIDENCE"
        }
    }

    /// `chat-demo at http://127.0.0.1:41873`.
    var subject: String {
        guard let place = document.place, place != document.name else { return document.name }
        let isAddress = place.contains("://")
        return isAddress ? "\(document.name) at \(place)" : "\(document.name), from \(place)"
    }

    /// What the diagnosis rests on: `120 requests, 31 scrapes, over 60 s; no baseline`.
    var basis: String {
        let basis = document.basis
        guard !basis.isEmpty else { return "nothing was there to look at" }
        var parts: [String] = []
        if let requests = basis.requests, requests > 0 {
            parts.append(Self.count(requests, "request"))
        }
        if let scrapes = basis.scrapes, scrapes > 0 {
            let sources = basis.sources > 1 ? " of \(basis.sources) sources" : ""
            parts.append(Self.count(scrapes, "scrape") + sources)
        }
        if basis.missedScrapes > 0 {
            parts.append(Self.count(basis.missedScrapes, "missed scrape"))
        }
        if basis.beacons > 0 { parts.append(Self.count(basis.beacons, "cheap request")) }
        var text = parts.joined(separator: ", ")
        if basis.span > .zero { text += " over " + FigureText.time(basis.span) }
        return text + (basis.hasBaseline ? "; with a baseline" : "; without a baseline")
    }

    /// When it began: `2026-11-21 03:15:00 UTC`.
    var startedAt: String {
        document.startedAt.formatted(.iso8601)
            .replacing("T", with: " ").replacing("Z", with: " UTC")
    }

    /// That a signal cut the run short; nil when none did.
    var interruption: String? {
        document.interruptedBy.map {
            "Cut short by signal \($0): diagnosed from what was there until then."
        }
    }

    /// Causes that stand for themselves, each with what follows of it.
    var groups: [Group] {
        var groups: [Group] = []
        for cause in report.causes {
            if let origin = cause.consequenceOf,
                let index = groups.firstIndex(where: { $0.cause.cause == origin })
            {
                groups[index].consequences.append(cause)
            } else {
                groups.append(Group(place: groups.count + 1, cause: cause, consequences: []))
            }
        }
        return groups
    }

    /// A few words for a cause: `slot limit`.
    func title(of cause: Cause) -> String {
        document.definitions[cause]?.title ?? cause.rawValue.replacing("-", with: " ")
    }

    /// The probability, never rounded to certainty: `98 %`, `over 99 %`, `under 1 %`.
    func probability(of cause: RankedCause) -> String {
        guard cause.probability.isFinite else { return "unknown" }
        if cause.probability > 0.99 { return "over 99 %" }
        if cause.probability < 0.01 { return "under 1 %" }
        return Decimals.fixed(cause.probability * 100, places: 0) + " %"
    }

    /// What would speak for or against a cause, with why it does not.
    static func missing(_ finding: ClueFinding) -> String {
        "whether \(finding.clue.definition.question): \(finding.statement)"
    }

    /// A clause as a sentence: with a capital letter and a full stop.
    static func sentence(_ clause: String) -> String {
        guard let first = clause.first else { return "" }
        let end = ".!?".contains(clause.last ?? " ") ? "" : "."
        return first.uppercased() + clause.dropFirst() + end
    }

    /// What to do; the test that tells rivals apart has a place of its own.
    var next: [String] {
        guard case .undecided(_, let test) = report.conclusion else { return report.next }
        return report.next.filter { $0 != test }
    }

    /// `--max-num-seqs 16: TTFT p95 5.5 s to 120 ms (100 to 150 ms)`.
    func gain(_ gain: ExpectedGain) -> String {
        guard !gain.changes.isEmpty else { return gain.action }
        let changes = gain.changes.map { change in
            "\(change.name) \(EstimateText.text(change.after, change.unit)) instead of "
                + EstimateText.text(change.before, change.unit)
        }
        return "\(gain.action): " + changes.joined(separator: "; ")
    }

    /// How the likeliest causes are told apart; nil when there is nothing to tell.
    var test: String? {
        guard case .undecided(let causes, let test) = report.conclusion else { return nil }
        let names = causes.map(title(of:))
        guard let last = names.last, names.count > 1 else { return test }
        return "to tell " + names.dropLast().joined(separator: ", ") + " from \(last): \(test)"
    }

    /// The causes whose playbooks help, the likeliest first.
    var playbooks: [Cause] {
        switch report.conclusion {
        case .found(let cause): [cause]
        case .undecided(let causes, _): causes
        case .noFinding, .noEvidence: []
        }
    }

    /// The command that shows a playbook, and its page.
    static func playbook(_ cause: Cause) -> (command: String, page: String) {
        ("firstlight playbook \(cause.rawValue)", "docs/playbooks/\(cause.rawValue).md")
    }

    static func count(_ number: Int, _ noun: String) -> String {
        Decimals.grouped(number) + " " + noun + (number == 1 ? "" : "s")
    }
}
