import MarkedPages

/// The measured part of docs/diagnosis-accuracy.md.
struct AccuracyPage {
    /// Confused pairs shown for each level.
    private static let pairsShown = 12

    private let accuracy: Accuracy
    private let options: AccuracyOptions

    init(_ accuracy: Accuracy, options: AccuracyOptions) {
        self.accuracy = accuracy
        self.options = options
    }

    var markdown: String {
        ([introduction, summary, strengths] + accuracy.levels.map(section))
            .joined(separator: "\n\n")
    }

    private var introduction: String {
        """
        Written by `make bench-diagnosis` from the \(options.set.rawValue) set: \
        \(accuracy.faultyRuns) runs of \(accuracy.faults.count) faults and \
        \(accuracy.healthyRuns) runs with nothing wrong, \
        each diagnosed at \(accuracy.levels.count) levels of evidence. In parentheses are exact \
        binomial intervals at 95 %.
        """
    }

    private var summary: String {
        var table = MarkdownTable(header: [
            "evidence", "top-1", "top-3", "nothing found", "right but undecided",
            "false alarms on healthy runs",
        ])
        for level in accuracy.levels {
            table.add(
                [level.title] + cells(accuracy.overall(level)) + [accuracy.falseAlarms(level).text])
        }
        return "## Over all faults\n\n" + table.text
    }

    private var strengths: String {
        var table = MarkdownTable(
            header: ["strength"] + accuracy.levels.map { "top-1, \($0.title)" })
        for (name, range) in [
            ("0 to 1/3: barely there", 0..<(1.0 / 3)), ("1/3 to 2/3", (1.0 / 3)..<(2.0 / 3)),
            ("2/3 to 1: bad", (2.0 / 3)..<1.1),
        ] {
            table.add([name] + accuracy.levels.map { accuracy.row(range, $0).top1.text })
        }
        return "## By strength\n\n" + table.text
    }

    private func section(_ level: EvidenceLevel) -> String {
        var table = MarkdownTable(header: [
            "fault", "top-1", "top-3", "nothing found", "right but undecided",
        ])
        for fault in accuracy.faults {
            table.add(["`\(fault)`"] + cells(accuracy.row(fault, level)))
        }
        return [
            "## Evidence: \(level.title)", table.text, pairs(level), matrix(level),
        ].joined(separator: "\n\n")
    }

    private func pairs(_ level: EvidenceLevel) -> String {
        let confusions = accuracy.confusions(level)
        guard !confusions.isEmpty else { return "No run was answered with anything but the truth." }
        var table = MarkdownTable(header: ["put in", "answered", "runs", "why"])
        for confusion in confusions.prefix(Self.pairsShown) {
            table.add([
                "`\(confusion.truth)`", name(confusion.answer), "\(confusion.count)",
                KnownConfusion.reason(
                    truth: confusion.truth, answer: confusion.answer, level: level),
            ])
        }
        let accusations = accuracy.accusations(level).map { "\(name($0.answer)) \($0.count)" }
        let alarms =
            accusations.isEmpty
            ? "No healthy run was accused of anything."
            : "Healthy runs were accused of \(accusations.joined(separator: ", "))."
        return "Confused most often:\n\n\(table.text)\n\n\(alarms)"
    }

    /// The confusion matrix, a line for each fault, without its zeros.
    private func matrix(_ level: EvidenceLevel) -> String {
        var table = MarkdownTable(header: ["put in", "answered, with the number of runs"])
        for fault in accuracy.faults {
            let answers = accuracy.answers(to: fault, level)
            table.add([
                "`\(fault)`",
                answers.map { "\(name($0.answer)) \($0.count)" }.joined(separator: ", "),
            ])
        }
        return "Confusion matrix, without its zeros:\n\n" + table.text
    }

    private func cells(_ row: Accuracy.Row) -> [String] {
        [row.top1.text, row.top3.text, row.nothing.text, row.undecided.text]
    }

    private func name(_ answer: String) -> String {
        answer == Outcome.nothing ? "nothing" : "`\(answer)`"
    }
}
