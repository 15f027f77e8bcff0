import Readiness
import Simulator

/// Turns a script file into rules.
struct SimulationScriptReader {
    private let document: YAMLDocument
    private let log: ProblemLog

    /// Keys of the file.
    static let keys = ["replicas", "balancing", "faults"]
    /// Keys of every entry; those of the fault come on top.
    static let entryKeys = [
        "fault", "from", "to", "for", "replica", "model", "share", "requests",
    ]
    /// Keys of entries that name a fault of the catalogue.
    static let catalogueKeys = ["strength", "seed"]

    /// Prepares to read a document.
    init(document: YAMLDocument) {
        self.document = document
        log = ProblemLog(source: document.source)
    }

    /// Reads everything, then throws if anything was reported.
    func read() throws(ProfileErrors) -> SimulationScript {
        let script = readDocument()
        log.reportUnreadRepetitions(of: document)
        try log.throwIfAny()
        return script ?? SimulationScript(faults: .none)
    }

    private func readDocument() -> SimulationScript? {
        guard let root = document.rootField(log: log), !root.isNull else {
            log.report("is empty; a script needs faults")
            return nil
        }
        guard let section = root.section(keys: Self.keys, unknown: .refusedElsewhere) else {
            return nil
        }
        var script = SimulationScript(faults: .none)
        script.replicas = section.field("replicas")?.wholeNumber(
            in: 1...SimulatedServer.replicasMax)
        script.balancing = section.field("balancing")?.word(of: BalancingWord.self)?.balancing
        guard let list = section.field("faults") else {
            root.report("has no faults; list at least one under \"faults\"")
            return nil
        }
        for item in list.items() ?? [] {
            script.faults.rules += rules(of: item, replicas: script.replicas ?? 1)
        }
        return script
    }

    // MARK: - One entry

    private func rules(of item: YAMLField, replicas: Int) -> [FaultRule] {
        guard let name = name(of: item) else { return [] }
        let word = FaultWord.all.first { $0.name == name }
        let catalogued = CataloguedFault.named(name)
        let isCatalogued =
            catalogued != nil && (word == nil || item.hasKey("strength") || item.hasKey("seed"))
        let ownKeys = isCatalogued ? Self.catalogueKeys : word?.keys ?? []
        guard word != nil || catalogued != nil else {
            let names = FaultWord.all.map(\.name) + CataloguedFault.all.map(\.name)
            let nearest = NearestSpelling.of(name, among: names)
            item.report(
                "unknown fault \"\(name)\"; "
                    + (nearest.map { "did you mean \"\($0)\"?" }
                        ?? "firstlight simulate --list names them"))
            return []
        }
        guard
            let section = item.section(
                keys: Self.entryKeys + ownKeys, unknown: .refusedElsewhere),
            let place = place(of: section, item, replicas: replicas)
        else { return [] }
        if isCatalogued, let catalogued {
            return rules(of: catalogued, section, item, place: place)
        }
        guard let word,
            let fault = word.make(FaultParameters(name: name, entry: item, section: section))
        else { return [] }
        if fault.isCondition {
            for key in ["share", "requests"] where section.field(key) != nil {
                section.field(key)?.report(
                    "\(name) holds for a time and strikes no single requests; say \"from\" and "
                        + "\"to\"")
            }
        }
        var rule = place
        rule.faults = [fault]
        return [rule]
    }

    private func name(of item: YAMLField) -> String? {
        guard let pairs = item.pairs(expected: "a mapping with fault and its keys") else {
            return nil
        }
        guard let field = pairs.first(where: { $0.key == "fault" })?.value else {
            item.report("names no fault; say which with \"fault\"")
            return nil
        }
        return field.text()
    }

    /// The rules of a fault of the catalogue, which begin when the entry says.
    private func rules(
        of catalogued: CataloguedFault, _ section: YAMLSection, _ item: YAMLField,
        place: FaultRule
    ) -> [FaultRule] {
        let strength = section.field("strength").map { $0.number(in: 0...1) }
        let seed = section.field("seed").map { $0.wholeNumber(in: 0...Int(Int32.max)) }
        if case .some(nil) = strength { return [] }
        if case .some(nil) = seed { return [] }
        let rehearsed = catalogued.rehearsed(
            (strength ?? nil) ?? SimulatedStory.defaultStrength,
            (seed ?? nil).map { UInt64($0) } ?? SimulatedStory.defaultSeed)
        let story = rehearsed.deployment.server.faults
        guard !story.rules.isEmpty else {
            item.report(
                "\(catalogued.name) is how a server is set up or asked, and nothing that begins; "
                    + "firstlight simulate \(catalogued.name) shows it")
            return []
        }
        return story.skipping(story.onset ?? .zero).rules(within: place)
    }

    // MARK: - When and where

    /// A rule without faults: when, where and which requests.
    private func place(
        of section: YAMLSection, _ item: YAMLField, replicas: Int
    ) -> FaultRule? {
        var rule = FaultRule(faults: [])
        if section.field("to") != nil, let field = section.field("for") {
            field.report("\"to\" and \"for\" exclude each other")
            return nil
        }
        let start = section.field("from").map { $0.duration() } ?? .zero
        guard let start else { return nil }
        var end = Self.forever
        if let field = section.field("to") {
            guard let value = field.duration() else { return nil }
            guard value > start else {
                field.report("\(DurationText.compact(value)) is not after \"from\"")
                return nil
            }
            end = value
        } else if let field = section.field("for") {
            guard let value = field.duration() else { return nil }
            end = start + value
        }
        if start > .zero || end < Self.forever { rule.elapsed = start..<end }
        if let field = section.field("replica") {
            guard let replica = field.wholeNumber(in: 0...(replicas - 1)) else { return nil }
            rule.replica = replica
        }
        if let field = section.field("model") {
            guard let model = field.text() else { return nil }
            rule.model = model
        }
        if let field = section.field("share") {
            guard let share = field.ratio() else { return nil }
            rule.share = share
        }
        if let field = section.field("requests") {
            guard let requests = requests(field) else { return nil }
            rule.requests = requests
        }
        return rule
    }

    /// After everything that a script can say.
    private static let forever = Duration.seconds(1_000_000_000)

    /// `0-3`: the first four.
    private func requests(_ field: YAMLField) -> Range<Int>? {
        guard let text = field.text() else { return nil }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last,
            last < Int.max
        else {
            field.reportExpected(
                "the first and the last request such as 0-3, counted from 0", found: "\"\(text)\"")
            return nil
        }
        return first..<(last + 1)
    }
}
