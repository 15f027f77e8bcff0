/// Finds the queries of a Grafana dashboard.
struct DashboardReader {
    let file: Int
    private var document = LintDocument(isRecognised: true)
    private var variables = GrafanaVariables()
    /// Types of data sources by the names of the variables that hold them.
    private var sources: [String: String] = [:]

    private init(file: Int) {
        self.file = file
    }

    /// The queries of a dashboard.
    ///
    /// - Parameters:
    ///   - root: A dashboard, or an object that holds one, as Grafana's API gives it.
    ///   - file: Which of the files.
    /// - Returns: Nil when the value is no dashboard.
    static func read(_ root: JSONNode, file: Int) -> LintDocument? {
        var reader = DashboardReader(file: file)
        let node = root["dashboard"].flatMap { $0.isObject ? $0 : nil } ?? root
        if let elements = node["spec"]?["elements"] ?? node["elements"], elements.isObject {
            reader.readSecondSchema(node["spec"] ?? node, elements)
            return reader.document
        }
        guard node["panels"] != nil || node["rows"] != nil else { return nil }
        for key in ["panels", "rows"] { reader.expectList(node, key) }
        reader.readFirstSchema(node)
        return reader.document
    }

    // MARK: - First schema

    private mutating func readFirstSchema(_ node: JSONNode) {
        for input in node["__inputs"]?.elements ?? [] {
            if let name = input["name"]?.text { sources[name] = input["pluginId"]?.text ?? "" }
        }
        let list = node["templating"]?["list"]?.elements ?? []
        for variable in list {
            guard let name = variable["name"]?.text else { continue }
            define(
                name, type: variable["type"]?.text ?? "", variable,
                query: variable["query"]?.text ?? variable["definition"]?.text)
        }
        for variable in list where variable["type"]?.text == "query" {
            let query = variable["query"]
            guard isPrometheus(variable["datasource"], fallback: nil) else { continue }
            if let text = query?.mapped ?? query?["query"]?.mapped {
                addLookup(text, name: variable["name"]?.text ?? "")
            }
        }
        for annotation in node["annotations"]?["list"]?.elements ?? [] {
            guard isPrometheus(annotation["datasource"], fallback: nil),
                let text = annotation["expr"]?.mapped
            else { continue }
            add(text, .lookup(annotation["name"]?.text ?? "annotation"), item: text.whole)
        }
        for panel in node["panels"]?.elements ?? [] { readPanel(panel) }
        for row in node["rows"]?.elements ?? [] {
            for panel in row["panels"]?.elements ?? [] { readPanel(panel) }
        }
    }

    private mutating func define(
        _ name: String, type: String, _ variable: JSONNode, query: String?
    ) {
        if type == "datasource" { sources[name] = query ?? variable["pluginId"]?.text ?? "" }
        let current = variable["current"]?["value"]
        variables.definitions[name] = GrafanaVariables.Definition(
            type: type, current: current?.text ?? current?.elements.first?.text,
            first: type == "query"
                ? nil
                : query?.split(separator: ",").first.map {
                    String($0.split(separator: " : ").last ?? $0)
                })
    }

    /// Reports a member that is there and no list.
    private mutating func expectList(_ node: JSONNode, _ key: String) {
        guard case .object(_, let start) = node, let value = node[key] else { return }
        switch value {
        case .array, .null: return
        default:
            document.problems.append(
                LintProblem(
                    range: start..<start,
                    message: "\(key) of the object that begins here is no list; expected a list"))
        }
    }

    /// Reports a member that is there and no text.
    private mutating func expectText(_ node: JSONNode, _ key: String) {
        guard case .object(_, let start) = node, let value = node[key] else { return }
        switch value {
        case .string, .null: return
        default:
            document.problems.append(
                LintProblem(
                    range: start..<start,
                    message: "\(key) of the object that begins here is no text; expected a query"))
        }
    }

    private mutating func readPanel(_ panel: JSONNode) {
        expectList(panel, "targets")
        for inner in panel["panels"]?.elements ?? [] { readPanel(inner) }
        if let library = panel["libraryPanel"] {
            let name = library["name"]?.text ?? panel["title"]?.text ?? "without name"
            document.notes.append("library panel \"\(name)\" is not in this file")
        }
        for target in panel["targets"]?.elements ?? [] {
            expectText(target, "expr")
            guard let text = target["expr"]?.mapped,
                isPrometheus(target["datasource"], fallback: panel["datasource"])
            else { continue }
            let place = PanelPlace(
                title: panel["title"]?.text ?? "", legend: target["legendFormat"]?.text ?? "",
                type: panel["type"]?.text ?? "",
                unit: panel["fieldConfig"]?["defaults"]?["unit"]?.text ?? "")
            add(text, .panel(place), item: text.whole)
        }
    }

    /// Whether a query is meant for Prometheus, by its data source or its panel's.
    private func isPrometheus(_ source: JSONNode?, fallback: JSONNode?) -> Bool {
        guard let source, source.isObject || source.text != nil else {
            return fallback.map { isPrometheus($0, fallback: nil) } ?? true
        }
        if let type = source["type"]?.text { return Self.speaksPromQL(type) }
        let name = source["uid"]?.text ?? source.text ?? ""
        if name.hasPrefix("$") {
            let plain = name.filter { !"${}".contains($0) }
            return sources[plain].map(Self.speaksPromQL) ?? true
        }
        if name == "-- Mixed --" { return true }
        let lower = name.lowercased()
        return !["loki", "influx", "elastic", "tempo", "grafana"].contains { lower.contains($0) }
    }

    private static func speaksPromQL(_ type: String) -> Bool {
        type.isEmpty || type == "prometheus" || type == "grafana-amazonprometheus-datasource"
            || type == "datasource" || type == "mixed"
    }

    // MARK: - Second schema

    private mutating func readSecondSchema(_ node: JSONNode, _ elements: JSONNode) {
        for variable in node["variables"]?.elements ?? [] {
            guard let spec = variable["spec"], let name = spec["name"]?.text else { continue }
            let type = (variable["kind"]?.text ?? "").replacing("Variable", with: "").lowercased()
            define(name, type: type, spec, query: spec["query"]?.text)
        }
        for element in elements.members {
            let spec = element.value["spec"]
            if element.value["kind"]?.text == "LibraryPanel" {
                document.notes.append("library panel \"\(element.key)\" is not in this file")
                continue
            }
            for query in spec?["data"]?["spec"]?["queries"]?.elements ?? [] {
                let inner = query["spec"]?["query"]
                let kind = inner?["group"]?.text ?? inner?["kind"]?.text ?? ""
                guard kind == "prometheus" || kind == "DataQuery" || kind.isEmpty,
                    let text = inner?["spec"]?["expr"]?.mapped
                else { continue }
                let display = spec?["vizConfig"]
                let place = PanelPlace(
                    title: spec?["title"]?.text ?? "",
                    legend: inner?["spec"]?["legendFormat"]?.text ?? "",
                    type: display?["group"]?.text ?? display?["kind"]?.text ?? "",
                    unit: display?["spec"]?["fieldConfig"]?["defaults"]?["unit"]?.text ?? "")
                add(text, .panel(place), item: text.whole)
            }
        }
    }

    // MARK: - Queries

    private mutating func add(_ text: MappedText, _ place: LintPlace, item: Range<Int>) {
        let isBlank = text.bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard !isBlank else { return }
        let (replaced, uses) = variables.replaced(in: text)
        var query = LintQuery(file: file, reading: replaced, place, item: item)
        query.variables = uses
        document.queries.append(query)
    }

    /// `label_values(series, label)` and `query_result(query)`.
    private mutating func addLookup(_ text: MappedText, name: String) {
        let whole = text.text
        for function in ["label_values(", "query_result("] where whole.hasPrefix(function) {
            let start = function.utf8.count
            guard let close = text.bytes.lastIndex(of: UInt8(ascii: ")")), close > start else {
                return
            }
            var end = close
            if function == "label_values(" {
                guard let comma = text.bytes[start..<close].lastIndex(of: UInt8(ascii: ","))
                else { return }
                end = comma
            }
            add(text.part(start..<end), .lookup(name), item: text.whole)
        }
    }
}
