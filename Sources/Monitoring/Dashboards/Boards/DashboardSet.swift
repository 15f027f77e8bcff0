import Signals

/// The dashboards of a subject.
package enum DashboardSet {
    /// Every board, in the order of reading.
    ///
    /// - Parameter subject: For what; signals that its engine does not tell have no panel.
    /// - Returns: The dashboards; none has an empty row.
    package static func boards(for subject: GenerationSubject) -> [Dashboard] {
        let queries = BoardQueries(subject)
        return BoardKind.allCases.map { kind in
            Dashboard(
                uid: uid(kind, for: subject), name: kind.rawValue,
                title: "\(subject.name): \(kind.title)", detail: kind.detail,
                tags: ["firstlight", subject.engine.rawValue],
                variables: variables(queries, for: kind),
                annotations: annotations(queries).map { $0.selected(for: subject) },
                rows: kind.rows(queries).filter { !$0.panels.isEmpty }
                    .map { $0.selected(for: subject) })
        }
    }

    /// At most 40 characters; long names keep a digest, so that two of them never meet.
    private static func uid(_ kind: BoardKind, for subject: GenerationSubject) -> String {
        let whole = "fl-\(subject.name)-\(kind.rawValue)"
        guard whole.count > 40 else { return whole }
        var hash: UInt32 = 0x811c_9dc5
        for byte in whole.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        let digits = String(hash, radix: 16)
        return String(whole.prefix(31)) + "-" + String(repeating: "0", count: 8 - digits.count)
            + digits
    }

    // MARK: - Variables

    private static func variables(
        _ queries: BoardQueries, for kind: BoardKind
    ) -> [DashboardVariable] {
        let subject = queries.subject
        var variables = [
            DashboardVariable(
                name: "datasource", title: "Data source", detail: "The Prometheus to ask.",
                source: .dataSource)
        ]
        if let anchor = queries.plainAnchor {
            var known: [String] = []
            func add(_ name: String, _ title: String, _ detail: String, _ label: String) {
                let selector =
                    known.isEmpty ? anchor : "\(anchor){\(known.joined(separator: ", "))}"
                variables.append(
                    DashboardVariable(
                        name: name, title: title, detail: detail,
                        source: .label(label, of: subject.selected(selector))))
                known.append("\(label)=~\"$\(name)\"")
            }
            add("job", "Job", "The scrape jobs of the engine.", subject.labels.job)
            if let model = subject.labels.model {
                add("model", "Model", "The models that are served.", model)
            }
            add("instance", "Replica", "The replicas of the engine.", subject.labels.replica)
        }
        guard kind.showsMachine else { return variables }
        return variables + machine(subject)
    }

    private static func machine(_ subject: GenerationSubject) -> [DashboardVariable] {
        var variables = [
            DashboardVariable(
                name: MachineVariable.gpu, title: "GPU exporter",
                detail: "The targets of the DCGM exporter.",
                source: .label("instance", of: "DCGM_FI_DEV_FB_USED"))
        ]
        variables.append(
            DashboardVariable(
                name: MachineVariable.node, title: "Node",
                detail: "The targets of the node exporter.",
                source: .label("instance", of: "node_memory_MemTotal_bytes")))
        return variables
    }

    // MARK: - Annotations

    private static func annotations(_ queries: BoardQueries) -> [DashboardAnnotation] {
        let alerts = DashboardAnnotation(
            name: "Alerts",
            expression: "ALERTS{alertstate=\"firing\", alertname=~\"LLM.*\", "
                + "severity=~\"critical|warning\"}",
            title: "{{alertname}}", text: "{{severity}} {{instance}}", color: "red")
        let restarts = queries.restarts().map {
            DashboardAnnotation(
                name: "Restarts", expression: $0, title: "Restart",
                text: "{{instance}} began anew", color: "purple")
        }
        return [alerts] + (restarts.map { [$0] } ?? [])
    }
}

extension BoardQueries {
    /// The signals whose series every body of an engine has from the start, the best first.
    private static let anchors: [Signal] = [
        .running, .kvCacheUsage, .requestsFinished, .generationTokens,
    ]

    private var anchorSelector: SeriesSelector? {
        // Triton's gauges of running requests come from one backend only.
        let signals = subject.engine == .triton ? [.requestsFinished] : Self.anchors
        return signals.lazy.compactMap {
            self.subject.sources(of: $0).first?.formula.selectors.first
        }.first
    }

    /// The name of a series that the engine always has, as it spells it.
    var plainAnchor: String? { anchorSelector.map { subject.naming.spell($0.name) } }

    /// The same under the variables' conditions.
    var anchor: String? {
        anchorSelector.map { selector in
            let text = choice(selector).map(\.promQL).joined(separator: ", ")
                .replacing("=\"$", with: "=~\"$")
            return "\(subject.naming.spell(selector.name)){\(text)}"
        }
    }
}
