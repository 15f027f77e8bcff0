import Diagnosis

extension PlaybookReport {
    /// The page as an object of JSON.
    ///
    /// - Returns: UTF-8, ended by a line feed.
    package func json() -> [UInt8] {
        JSONWriter.bytes(of: value, indented: true)
    }

    private var value: JSONValue {
        func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
        return .object([
            "name": .string(playbook.id),
            "kind": .string(page.isAlert ? "alert" : "cause"),
            "title": .string(playbook.title),
            "aliases": strings(playbook.aliases),
            "meaning": .string(playbook.meaning),
            "impact": .string(playbook.impact),
            "symptoms": strings(playbook.symptoms),
            "refutation": .optional(playbook.refutation),
            "suspects": .array(
                playbook.suspects.map {
                    .object([
                        "text": .string($0.text), "cause": .optional($0.cause?.rawValue),
                    ])
                }),
            "engine": .string(page.title),
            "steps": .array(
                page.steps.map {
                    .object([
                        "instruction": .string($0.instruction), "commands": strings($0.commands),
                        "reading": .string($0.reading), "gap": .optional($0.gap),
                    ])
                }),
            "fixes": .array(
                playbook.fixes.map {
                    .object([
                        "effort": .string($0.effort.rawValue), "action": .string($0.action),
                    ])
                }),
            "escalation": .string(playbook.escalation),
        ])
    }
}
