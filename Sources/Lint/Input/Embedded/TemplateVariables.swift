/// The actions of a template, `{{args.hash}}` or `{{.window}}`, replaced in a query by values of a
/// fitting type.
enum TemplateVariables {
    /// The replaced text, and what was replaced.
    ///
    /// - Parameter source: A query as its file has it.
    /// - Returns: The query to read, and where values stand in it.
    static func replaced(in source: MappedText) -> (text: MappedText, uses: [GrafanaVariableUse]) {
        GrafanaVariables().replaced(in: source, finding: reference)
    }

    /// `{{ anything }}`, on one line.
    private static func reference(
        in bytes: [UInt8], at start: Int
    ) -> (name: String, end: Int)? {
        let open = UInt8(ascii: "{")
        let close = UInt8(ascii: "}")
        guard start + 1 < bytes.count, bytes[start] == open, bytes[start + 1] == open else {
            return nil
        }
        var end = start + 2
        while end + 1 < bytes.count, bytes[end] != 0x0A {
            if bytes[end] == close, bytes[end + 1] == close {
                let inner = String(decoding: bytes[start + 2..<end], as: UTF8.self)
                return (inner.filter { !$0.isWhitespace }, end + 2)
            }
            end += 1
        }
        return nil
    }
}
