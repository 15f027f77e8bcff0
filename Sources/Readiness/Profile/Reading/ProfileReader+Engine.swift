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
        engine.replicaHeader = section.field("replicaHeader").flatMap(readHeaderName)
        engine.startupLog = section.field("startupLog")?.text()
        if let expect = section.section("expect", keys: ProfileKeys.expect) {
            engine.expect.maxNumSeqs = expect.field("maxNumSeqs")?.wholeNumber(
                in: ProfileLimits.maxNumSeqs)
        }
        return engine
    }

    private func readHeaderName(_ field: YAMLField) -> String? {
        guard let name = field.text() else { return nil }
        let isName = name.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !#"()<>@,;:\"/[]?={}"#.utf8.contains(byte)
        }
        guard isName, !name.isEmpty else {
            field.log.report(
                "\(field.path): \(name.quoted) is not the name of a header; write one such as "
                    + "x-served-by", at: field.mark, keyPath: field.path, found: name)
            return nil
        }
        return name
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
