import Signals

/// The files of the dashboards and of the provisioning that loads them.
enum DashboardFiles {
    /// Generates them.
    ///
    /// - Parameter subject: For what, and in which schema.
    /// - Returns: A file each board, the provisioning, and what the engine does not tell.
    static func files(for subject: GenerationSubject) -> GeneratedSet {
        let boards = DashboardSet.boards(for: subject)
        let kinds = Dictionary(uniqueKeysWithValues: BoardKind.allCases.map { ($0.rawValue, $0) })
        var set = GeneratedSet()
        for board in boards {
            let node =
                switch subject.dashboardSchema {
                case .v1: GrafanaV1.node(board, for: subject)
                case .v2: GrafanaV2.node(board, for: subject)
                }
            set.add(
                GeneratedFile(
                    path: "grafana/dashboards/\(board.name).json",
                    text: JSONWriter.document(node),
                    purpose: "Dashboard \(kinds[board.name]?.title ?? board.name): \(board.detail)"
                ))
        }
        set.add(GrafanaProvisioning.files(for: subject))
        let queries = BoardQueries(subject)
        let unseen = Signal.allCases.filter { !queries.tells($0) }
        let past = unseen.filter(subject.tells)
        if !past.isEmpty {
            set.add(
                GenerationNote(
                    "dashboards",
                    "only older releases of \(subject.title) tell "
                        + past.map(\.definition.title).joined(separator: ", ")
                        + ": rules ask for it and there are no panels for it; state the release "
                        + "with --engine \(subject.engine.rawValue)@VERSION"))
        }
        let missing = unseen.filter { !subject.tells($0) }
        if !missing.isEmpty {
            set.add(
                GenerationNote(
                    "dashboards",
                    "\(subject.title) does not tell "
                        + missing.map(\.definition.title).joined(separator: ", ")
                        + ": there are no panels for them"))
        }
        return set
    }
}
