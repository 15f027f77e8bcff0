import Monitoring
import Testing
import Yams

@Suite struct YAMLWriterTests {
    struct Text: CustomTestStringConvertible {
        let text: String
        var testDescription: String { text.debugDescription }
    }

    static let texts = [
        "plain", "", "yes", "No", "null", "~", "1", "1.5", "-1", "0x1F", "1e3", "12:30:45",
        "2026-11-21", "a: b", "a #b", "a:", "- a", "#a", "& a", "*a", "!a", "|", ">", "'a'",
        "\"a\"",
        "a\\b", "{{ $value }}", "{a}", "[a]", "%a", "@a", "`a`", "a, b", "a\nb", " a", "a ",
        "tab\t",
        "é", "=", ".5", "rate(x[5m]) > 0", "sum by (job) (up{job=\"a\"}) == 0", "$__rate_interval",
        "\u{85}", "\u{2028}", "a\r\nb", "on", "?", "? a", "<<",
    ].map(Text.init)

    @Test(arguments: texts)
    func `a text reads back as the same text, as a key, a value and an item`(_ text: Text) throws {
        let node = YAMLNode.map([
            YAMLPair("value", .text(text.text)), YAMLPair("block", .block(text.text)),
            YAMLPair("list", [.text(text.text), [.text(text.text)]]),
            YAMLPair("map", .map([YAMLPair(text.text, "v")])),
        ])
        let read = try #require(try Yams.compose(yaml: YAMLWriter.document(node)))
        #expect(read["value"]?.scalar?.string == text.text)
        #expect(read["value"]?.string == text.text)
        #expect(read["value"]?.tag.rawValue == "tag:yaml.org,2002:str")
        #expect(read["block"]?.string == text.text)
        #expect(read["list"]?[0]?.string == text.text)
        #expect(read["list"]?[1]?[0]?.string == text.text)
        #expect(read["map"]?.mapping?.first?.key.string == text.text)
    }

    @Test func `comments, maps in lists and empty collections keep their places`() throws {
        let node: YAMLNode = .map([
            YAMLPair("a", [["b": 1, "c": []], .map([YAMLPair("d", [:], comment: "why")])]),
            YAMLPair("e", .block("one\n\ntwo\n"), comment: "first\n\nsecond"),
        ])
        let text = YAMLWriter.document(node)
        #expect(
            text == """
                a:
                  - b: 1
                    c: []
                  -
                    # why
                    d: {}
                # first
                #
                # second
                e: |
                  one

                  two

                """)
        let read = try #require(try Yams.compose(yaml: text))
        #expect(read["a"]?[1]?["d"]?.mapping?.isEmpty == true)
        #expect(read["e"]?.string == "one\n\ntwo\n")
    }

    @Test func `documents are kept apart`() throws {
        let text = YAMLWriter.documents([["a": 1], ["b": true]])
        #expect(text == "a: 1\n---\nb: true\n")
    }
}
