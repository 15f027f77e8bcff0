import Testing

@testable import Reports

@Suite struct SafeTextTests {
    @Test(arguments: [
        Example("\u{1B}[31mred\u{1B}[0m", "\\x1b[31mred\\x1b[0m"),
        Example("a\nb\r\nc", "a\\nb\\r\\nc"),
        Example("bell\u{7}", "bell\\x07"), Example("csi\u{9B}2J", "csi\\u{9b}2J"),
        Example("tab\tstop", "tab stop"),
        Example("\u{202E}txet\u{202C}", "\\u{202e}txet\\u{202c}"),
        Example("zero\u{200B}width", "zero\\u{200b}width"),
        Example("line\u{2028}para\u{2029}", "line\\u{2028}para\\u{2029}"),
        Example("del\u{7F}", "del\\x7f"),
        Example("\u{FEFF}mark", "\\u{feff}mark"), Example("tag\u{E0041}", "tag\\u{e0041}"),
    ])
    func `what is not for reading is spelt out`(example: Example<String>) {
        #expect(SafeText.printable(example.input) == example.text)
    }

    @Test(arguments: ["plain", "Überprüfung", "日本語", "👩‍🚀 🇩🇪 ❤️", "±≥µ“”…", "e\u{301}"])
    func `what is for reading stays`(text: String) {
        #expect(SafeText.printable(text) == text)
    }

    @Test func `no control character survives`() {
        for value in (0...0x1F).map(UInt32.init) + (0x7F...0x9F).map(UInt32.init) {
            let text = String(String.UnicodeScalarView([Unicode.Scalar(value)].compactMap(\.self)))
            #expect(SafeText.printable(text).unicodeScalars.allSatisfy(SafeText.isReadable))
        }
    }

    @Test func `a long text ends in an ellipsis`() {
        let long = String(repeating: "x", count: 5000)
        #expect(SafeText.printable(long).count == SafeText.charactersMax + 1)
        #expect(SafeText.printable(long).hasSuffix("…"))
        #expect(SafeText.printable("four", limit: 4) == "four")
    }
}
