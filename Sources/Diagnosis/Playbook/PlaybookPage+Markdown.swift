extension PlaybookPage {
    /// The page in Markdown, as in docs/playbooks.
    ///
    /// - Parameter remark: A sentence that stands above everything; nil for none.
    /// - Returns: Text, ended by a line feed.
    package func markdown(remark: String? = nil) -> String {
        var lines = ["# \(playbook.id): \(playbook.title)", ""]
        if let remark { lines += [remark, ""] }
        lines += [Self.sentence(playbook.meaning), ""]
        if !playbook.aliases.isEmpty {
            let names = playbook.aliases.map { "`\($0)`" }.joined(separator: ", ")
            lines += ["Elsewhere called \(names).", ""]
        }
        lines += ["**Impact.** " + Self.sentence(playbook.impact), ""]
        lines += list("Symptoms", playbook.symptoms.map(Self.sentence))
        lines += list(
            isAlert ? "Likely causes, in the order in which to look" : "What leads to it",
            playbook.suspects.map(suspect))
        lines += ["## Diagnostic steps", ""]
        lines += [
            "With the names of \(title). `firstlight playbook \(playbook.id) --engine NAME` writes "
                + "those of another engine.", "",
        ]
        lines += [
            "```sh", "export URL=http://localhost:8000        # the endpoint",
            "export PROM=http://localhost:9090       # a Prometheus-compatible store",
            "export EXPORTER=http://localhost:9400   # the exporter of the card or the host", "```",
            "",
        ]
        for (index, step) in steps.enumerated() {
            lines += ["\(index + 1). \(Self.sentence(step.instruction)) Look for: \(step.reading)."]
            if step.commands.isEmpty {
                lines += ["", "   \(Self.sentence(step.gap ?? ""))", ""]
            } else {
                lines += ["", "   ```sh"] + step.commands.map { "   " + $0 } + ["   ```", ""]
            }
        }
        lines += ["## Fixes", "", "| takes | what to do |", "|---|---|"]
        lines += playbook.fixes.map {
            "| \($0.effort == .live ? "effect at once" : "a restart") | \(cell(Self.sentence($0.action))) |"
        }
        lines += ["", "## Escalation", "", Self.sentence(playbook.escalation), ""]
        if let refutation = playbook.refutation {
            lines += ["## What would refute it", "", Self.sentence(refutation), ""]
        }
        while lines.last == "" { lines.removeLast() }
        return lines.map { $0 + "\n" }.joined()
    }

    private func list(_ title: String, _ items: [String]) -> [String] {
        guard !items.isEmpty else { return [] }
        return ["## \(title)", ""] + items.map { "- \($0)" } + [""]
    }

    private func suspect(_ suspect: Playbook.Suspect) -> String {
        guard let cause = suspect.cause else { return Self.sentence(suspect.text) }
        return "[\(cause.rawValue)](\(cause.rawValue).md): "
            + Self.sentence(cause.definition.meaning).lowercasedFirst
    }

    private func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    /// The list of all pages, which links them.
    ///
    /// - Parameter command: What writes the pages.
    /// - Returns: Text, ended by a line feed.
    package static func index(command: String) -> String {
        var lines = [
            "# Playbooks", "",
            "One page for every alert and every cause that firstlight knows; `firstlight playbook NAME` prints "
                + "them, with the names of any engine. These pages are written by `\(command)`.",
            "",
            "## Alerts", "", "| alert | what it says |", "|---|---|",
        ]
        func row(_ playbook: Playbook) -> String {
            "| [\(playbook.id)](\(playbook.id).md) | \(sentence(playbook.meaning)) |"
        }
        lines += Playbook.all.filter { !isCause($0) }.map(row)
        lines += ["", "## Causes", "", "| cause | what it is |", "|---|---|"]
        lines += Playbook.all.filter(isCause).map(row)
        return lines.map { $0 + "\n" }.joined()
    }

    private static func isCause(_ playbook: Playbook) -> Bool {
        if case .cause = playbook.subject { return true }
        return false
    }
}

extension String {
    /// The text with a small first letter.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
