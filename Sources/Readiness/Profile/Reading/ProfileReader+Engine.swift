extension ProfileReader {
    /// Reads `engine`.
    func readEngine(_ document: YAMLSection) -> Profile.Engine {
        var engine = Profile.Engine()
        guard let section = document.section("engine", keys: ProfileKeys.engine) else {
            return engine
        }
        engine.metrics = section.field("metrics")?.items()?.compactMap { $0.address() } ?? []
        engine.prometheus = section.field("prometheus")?.address()
        engine.selector = section.field("selector").flatMap(readSelector) ?? [:]
        engine.startupLog = section.field("startupLog")?.text()
        if let expect = section.section("expect", keys: ProfileKeys.expect) {
            engine.expect.maxNumSeqs = expect.field("maxNumSeqs")?.wholeNumber(
                in: ProfileLimits.maxNumSeqs)
        }
        return engine
    }

    private func readSelector(_ field: YAMLField) -> [String: String]? {
        guard let pairs = field.pairs(expected: "a mapping of label names to values") else {
            return nil
        }
        var selector: [String: String] = [:]
        for (name, value) in pairs {
            guard EnvironmentReference.isName(name) else {
                value.log.report(
                    "\(field.path): \(name.quoted) is not a label name; it takes letters, digits "
                        + "and \"_\"", at: value.keyMark, keyPath: value.path, found: name)
                continue
            }
            if let text = value.scalar(expected: "text") { selector[name] = text }
        }
        return selector
    }
}
