/// Collects constants from the parts of one Grafana dashboard.
struct DashboardScan {
    private(set) var constants: [DashboardConstant] = []
    private let file: String
    /// Variables that hold a typed-in number, by name.
    private var variables: [String: (value: Double, line: Int)] = [:]

    init(file: String) {
        self.file = file
    }

    // MARK: - Variables

    /// Reads the variables; those that a query fills are live and no constants.
    mutating func readVariables(_ list: [LineJSON]) {
        for variable in list {
            guard let name = variable["name"]?.text, let type = variable["type"]?.text,
                ["constant", "custom", "textbox", "interval"].contains(type),
                let (value, line) = Self.value(of: variable)
            else { continue }
            variables[name] = (value, line)
            let words = [name, variable["label"]?.text ?? ""]
            if let kind = words.lazy.compactMap(Self.kind(named:)).first {
                add(
                    kind, value, .limit, holder: "variable \(name)", line: line,
                    evidence: "\(type) variable with the value \(LimitText.number(value))")
            }
        }
    }

    /// What a variable is set to, and where: the chosen value, else the one it begins with.
    private static func value(of variable: LineJSON) -> (Double, Int)? {
        for candidate in [variable["current"]?["value"], variable["query"]] {
            let single = candidate?.items.first ?? candidate
            if let single, let number = single.number { return (number, single.line) }
        }
        return nil
    }

    /// The limit that a name suggests.
    static func kind(named name: String) -> LimitKind? {
        let letters = name.lowercased().filter { $0.isLetter }
        let names: [(String, LimitKind)] = [
            ("maxseqs", .runningRequests), ("maxnumseqs", .runningRequests),
            ("numseqs", .runningRequests), ("maxrunning", .runningRequests),
            ("slots", .runningRequests), ("slotlimit", .runningRequests),
            ("maxbatchsize", .runningRequests), ("maxconcurren", .runningRequests),
            ("batchedtokens", .batchedTokens), ("maxmodellen", .contextTokens),
            ("contextlen", .contextTokens), ("maxlen", .contextTokens),
            ("kvtokens", .kvCacheTokens), ("kvcachetokens", .kvCacheTokens),
            ("kvcachesize", .kvCacheTokens), ("kvsize", .kvCacheTokens),
            ("kvblocks", .kvCacheBlocks), ("gpublocks", .kvCacheBlocks),
        ]
        return names.first { letters.contains($0.0) }?.1
    }

    // MARK: - Panels

    /// Reads panels and those in rows among them.
    mutating func readPanels(_ panels: [LineJSON]) {
        for panel in panels {
            readPanel(panel)
            readPanels(panel["panels"]?.items ?? [])
        }
    }

    private mutating func readPanel(_ panel: LineJSON) {
        let holder = "panel \((panel["title"]?.text ?? "untitled").quoted)"
        let targets = (panel["targets"]?.items ?? []).compactMap { target in
            target["expr"].flatMap { expr in expr.text.map { (text: $0, line: expr.line) } }
        }
        let counting = targets.filter { ExpressionConstants.mentionsRunning($0.text) }
        for target in counting {
            for operand in ExpressionConstants.operands(target.text) {
                add(operand, holder: holder, line: target.line, evidence: target.text)
            }
        }
        guard !counting.isEmpty else { return }
        // A line drawn beside the running requests is meant to be their limit.
        for target in targets {
            guard let operand = ExpressionConstants.constant(target.text) else { continue }
            add(operand, holder: holder, line: target.line, evidence: target.text)
        }
        // Axis and colours count requests only where nothing divides them.
        guard counting.contains(where: { !ExpressionConstants.divides($0.text) }),
            let defaults = panel["fieldConfig"]?["defaults"]
        else { return }
        if let most = defaults["max"], let value = most.number {
            add(
                .runningRequests, value, .limit, holder: holder, line: most.line,
                evidence: "top of the axis")
        }
        for step in defaults["thresholds"]?["steps"]?.items ?? [] {
            guard let value = step["value"], let number = value.number, number > 0 else { continue }
            add(
                .runningRequests, number, .threshold, holder: holder, line: value.line,
                evidence: "threshold")
        }
    }

    private mutating func add(
        _ operand: ExpressionConstants.Operand, holder: String, line: Int, evidence: String
    ) {
        switch operand {
        case .number(let value):
            add(
                .runningRequests, value, .limit, holder: holder, line: line, evidence: evidence)
        case .variable(let name):
            guard let (value, line) = variables[name], Self.kind(named: name) == nil else { return }
            // A variable whose name says what it is was taken already.
            add(
                .runningRequests, value, .limit, holder: "variable \(name)", line: line,
                evidence: evidence)
        }
    }

    private mutating func add(
        _ kind: LimitKind, _ value: Double, _ use: DashboardConstant.Use, holder: String,
        line: Int, evidence: String
    ) {
        constants.append(
            DashboardConstant(
                kind: kind, value: value, use: use, holder: holder,
                place: SourcePlace(file: file, line: line), evidence: evidence))
    }
}
