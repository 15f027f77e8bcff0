import Simulator
import Testing

@Suite struct JSONParserTests {
    static func parse(_ text: String) throws(JSONParseError) -> JSONValue {
        try JSONParser.parse(Array(text.utf8))
    }

    @Test(
        arguments: [
            ("null", .null), (" true ", .bool(true)), ("false", .bool(false)),
            ("0", .integer(0)), ("-12", .integer(-12)), ("1.5", .double(1.5)),
            ("1e3", .double(1000)), ("-2.5E-1", .double(-0.25)),
            ("98765432109876543210", .double(9.876543210987654e19)),
            (#""""#, .string("")), (#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u00e9\ud83d\ude00""#, .string("é😀")), (#""\ud83d!""#, .string("\u{FFFD}!")),
            ("[]", .array([])), ("[1, [2]]", .array([.integer(1), .array([.integer(2)])])),
            ("{}", .object([])),
        ] as [(String, JSONValue)])
    func `valid texts are read`(_ text: String, _ value: JSONValue) throws {
        #expect(try Self.parse(text) == value)
    }

    @Test(
        arguments: [
            ("", "Expecting value", 0),
            ("{", "Expecting property name enclosed in double quotes", 1),
            (#"{"a"}"#, "Expecting ':' delimiter", 4), (#"{"a":}"#, "Expecting value", 5),
            (#"{"a":1"#, "Expecting ',' delimiter", 6),
            (#"{"a":1,}"#, "Expecting property name enclosed in double quotes", 7),
            ("[1 2]", "Expecting ',' delimiter", 3), ("[1,]", "Expecting value", 3),
            ("1 2", "Extra data", 2), ("01", "Expecting value", 0), ("1.", "Expecting value", 0),
            ("-", "Expecting value", 0), ("nul", "Expecting value", 0),
            ("NaN", "Expecting value", 0),
            (#""abc"#, "Unterminated string starting at", 0), (#""\x""#, "Invalid \\escape", 1),
            (#""\u12g4""#, "Invalid \\uXXXX escape", 1),
            ("\"a\nb\"", "Invalid control character at", 2),
        ])
    func `broken texts are refused at the byte that is wrong`(
        _ text: String, _ message: String, _ offset: Int
    ) {
        let error = #expect(throws: JSONParseError.self) { try Self.parse(text) }
        #expect(error?.message == message)
        #expect(error?.offset == offset)
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        #expect(throws: JSONParseError.self) { try JSONParser.parse([0x22, 0xC3, 0x28, 0x22]) }
    }

    @Test func `nesting has a limit`() throws {
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(throws: Never.self) { try Self.parse(deep) }
        #expect(throws: JSONParseError.self) { try Self.parse("[" + deep + "]") }
    }

    @Test func `of equal names the last one counts`() throws {
        #expect(try Self.parse(#"{"a":1,"a":2}"#)["a"] == .integer(2))
    }
}
