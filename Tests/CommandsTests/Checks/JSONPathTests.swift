import Testing

@Suite struct JSONPathTests {
    private let text = #"{"a": [1, {"b": "c"}], "d": null, "e": {"z": 1, "y": 2}}"#

    @Test(arguments: [
        ("a.0", "1"), ("a.1.b", #""c""#), ("d", "null"), ("e", #"{"y":2,"z":1}"#),
    ])
    func `a value is found at its path`(path: String, value: String) throws {
        #expect(try JSONPath.value(at: path, in: text) == value)
    }

    @Test(arguments: ["x", "a.2", "a.b", "e.z.1"])
    func `nothing at a path is said`(path: String) {
        #expect(throws: JSONPath.Problem.self) { try JSONPath.value(at: path, in: text) }
    }

    @Test(arguments: ["", "{", "{} {}", "verdict"])
    func `what is not JSON is said`(text: String) {
        #expect(throws: JSONPath.Problem.self) { try JSONPath.value(at: nil, in: text) }
    }

    @Test func `XML is read to its end`() throws {
        try WellFormed.require("<a><b/></a>")
        #expect(throws: WellFormed.Problem.self) { try WellFormed.require("<a><b></a>") }
        #expect(throws: WellFormed.Problem.self) { try WellFormed.require("") }
    }
}
