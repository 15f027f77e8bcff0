import Foundation
import Inference
import TestKit
import Testing

extension ComputingTests {
    @Suite struct JSONReaderTests {
        /// Reads a text with Foundation; `nil` when it refuses.
        private static func foundation(_ text: [UInt8]) -> JSONTree? {
            let object = try? JSONSerialization.jsonObject(
                with: Data(text), options: [.fragmentsAllowed])
            return object.map { JSONTree($0) }
        }

        static let wellFormed = [
            "{}", "[]", "null", "true", "false", "0", "-0", "1", "-1", "12.5", "1e3", "1E+3",
            "1e-3",
            "123456789012345", "1234567890123456789", "0.1", "3.141592653589793",
            "1.7976931348623157e308",
            "5e-324", "\"\"", "\"abc\"", " \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : null } \n",
            #"{"a":{"b":{"c":[[],{},[{}]]}}}"#, #""\"\\\/\b\f\n\r\t""#, #""\u0041\u00e9\u4e2d""#,
            #""\ud83d\ude00 \uD83D\uDE00""#, #""\u0000""#, "\"é中😀\u{7f}\"", #"{"":0}"#,
            #"{"a":1,"b":[true,false,null],"c":"x","d":{"e":-1.5e2}}"#, "[[[[[[[[[[]]]]]]]]]]",
            #"["\u2028\u2029"]"#, #"{"\u0061":1}"#, "[1 ,2\n,\t3]",
        ]

        static let malformed = [
            "", " ", "{", "}", "[", "]", "{]", "[}", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}",
            "{a:1}", "{'a':1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{1:2}", "nul", "nulL",
            "tru", "truee", "fals", "falsee", "True", "NaN", "Infinity", "-Infinity", "+1", "-",
            "-a",
            "01", "-01", "1.", ".1", "1.e1", "1e", "1e+", "1e1.5", "0x10", "1_000", "1,2", "\"",
            "\"a",
            "\"\\\"", "\"\\", "\"\\x\"", "\"\\u\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u 123\"",
            "\"a\nb\"", "\"a\tb\"", "\"\u{1f}\"", "[1]]", "{}{}", "[] x", "// c\n1", "/* c */ 1",
            "{\"a\":1}garbage", "[1}", "\"a\" \"b\"", "'a'", "undefined", "{\"a\":undefined}",
            "[\"a\"",
            "{\"a\":[}", "--1", "1-", "1+1", "\u{FEFF}", "<html></html>", "[DONE]",
        ]

        @Test(arguments: wellFormed)
        func `a well-formed text reads as Foundation reads it`(_ text: String) throws {
            let bytes = Array(text.utf8)
            let tree = try JSONTree.read(bytes)
            #expect(tree == Self.foundation(bytes))
            try bytes.withUnsafeBytes { bytes in
                var reader = JSONReader(bytes)
                try reader.skipValue()
                try reader.finish()
            }
        }

        @Test(arguments: malformed)
        func `a malformed text is refused as Foundation refuses it`(_ text: String) {
            let bytes = Array(text.utf8)
            #expect(Self.foundation(bytes) == nil)
            #expect(throws: JSONError.self) { try JSONTree.read(bytes) }
            #expect(throws: JSONError.self) {
                try bytes.withUnsafeBytes { bytes in
                    var reader = JSONReader(bytes)
                    try reader.skipValue()
                    try reader.finish()
                }
            }
        }

        @Test(arguments: ["[1,]", "[1 , ]", "{\"a\":1,}", "[[1],]", "[,]"])
        func `a comma at the end is refused though Foundation takes it`(_ text: String) {
            #expect(throws: JSONError.self) { try JSONTree.read(Array(text.utf8)) }
        }

        @Test(arguments: wellFormed)
        func `no proper beginning of an object, array or string is accepted`(_ text: String) throws
        {
            let bytes = Array(
                text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
                    .reversed().map(String.init).joined().utf8)
            guard let first = bytes.first, [0x7B, 0x5B, 0x22].contains(first) else { return }
            for end in 0..<bytes.count {
                #expect(throws: JSONError.self, "the first \(end) bytes") {
                    try JSONTree.read(Array(bytes[..<end]))
                }
            }
        }

        @Test(arguments: 1...4 as ClosedRange<UInt64>)
        func `mutated texts are accepted or refused as Foundation does`(_ seed: UInt64) throws {
            var random = SeededGenerator(seed: seed)
            let interesting = Array("{}[]\",:\\/ubfnrt0123456789eE+-. \n\t\u{1}aé".utf8)
            var accepted = 0
            var refused = 0
            for round in 0..<1500 {
                guard let base = Self.wellFormed.randomElement(using: &random) else { continue }
                var text = Array(base.utf8)
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let place = Int.random(in: 0...text.count, using: &random)
                    let byte = interesting.randomElement(using: &random) ?? 0
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: text.insert(byte, at: place)
                    case 1 where place < text.count: text.remove(at: place)
                    case 2 where place < text.count: text[place] = byte
                    default:
                        let other = Int.random(in: 0...text.count, using: &random)
                        text.insert(
                            contentsOf: text[min(place, other)..<max(place, other)], at: place)
                    }
                }
                guard Self.isComparable(text) else { continue }
                let ours = try? JSONTree.read(text)
                if let ours, ours.hasInfinity { continue }
                let theirs = Self.foundation(text)
                let shown = String(decoding: text, as: UTF8.self)
                let agree = ours.map { tree in theirs.map { tree.isClose(to: $0) } ?? false }
                #expect(agree ?? (theirs == nil), "seed \(seed), round \(round): \(shown)")
                if ours == nil { refused += 1 } else { accepted += 1 }
            }
            // Otherwise the mutations would prove nothing.
            #expect(accepted > 100 && refused > 100)
        }

        /// Whether both readers promise the same about a text.
        ///
        /// The one under test takes bytes in strings as they are and lone surrogates as U+FFFD, where
        /// Foundation refuses both. Foundation guesses UTF-16 from NULs and takes a comma at the end.
        private static func isComparable(_ text: [UInt8]) -> Bool {
            guard let string = String(validating: text, as: UTF8.self), !text.contains(0) else {
                return false
            }
            let dense = string.lowercased().filter { !$0.isWhitespace }
            return !["\\ud", ",]", ",}"].contains { dense.contains($0) }
        }

        // MARK: - What the reader promises beyond acceptance

        @Test(arguments: [
            (#""\ud800""#, "\u{FFFD}"), (#""\udc00x""#, "\u{FFFD}x"),
            (#""\ud800\ud800""#, "\u{FFFD}\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"),
            (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
        ])
        func `a lone surrogate becomes a replacement character`(_ text: String, _ value: String)
            throws
        {
            #expect(try JSONTree.read(Array(text.utf8)) == .string(value))
        }

        @Test func `bytes that are not utf-8 are taken and replaced`() throws {
            let text: [UInt8] = [0x22, 0x61, 0xC3, 0xFF, 0x22]
            #expect(try JSONTree.read(text) == .string("a\u{FFFD}\u{FFFD}"))
            try text.withUnsafeBytes { bytes in
                var reader = JSONReader(bytes)
                let raw = try reader.readStringBytes()
                #expect(Array(raw) == [0x61, 0xC3, 0xFF])
            }
        }

        @Test(arguments: ["[", "{\"a\":"])
        func `nesting is bounded`(_ opening: String) throws {
            let closing = opening == "[" ? "]" : "}"
            let core = opening == "[" ? "" : "1"
            func nested(_ depth: Int) -> [UInt8] {
                // The innermost object needs a value of its own.
                let inner = String(repeating: opening, count: depth) + core
                return Array((inner + String(repeating: closing, count: depth)).utf8)
            }
            #expect(throws: Never.self) { try JSONTree.read(nested(JSONReader.depthMax)) }
            let error = #expect(throws: JSONError.self) {
                try JSONTree.read(nested(JSONReader.depthMax + 1))
            }
            #expect(error?.expected == "at most 128 nested objects and arrays")
            #expect(throws: JSONError.self) { try JSONTree.read(nested(100_000)) }
        }

        @Test(
            arguments: [
                ("", 0, nil, "a value"),
                ("{\"a\" 1}", 5, UInt8(ascii: "1"), "a colon after the key"),
                ("[1 2]", 3, UInt8(ascii: "2"), "a comma or the end of the array"),
                ("{\"a\":1", 6, nil, "a comma or the end of the object"),
                ("\"a\u{1}\"", 2, 1, "no bare control character in a string"),
                ("1.x", 2, UInt8(ascii: "x"), "a digit after the decimal point"),
                ("{} x", 3, UInt8(ascii: "x"), "the end of the text"),
            ] as [(String, Int, UInt8?, String)])
        func `an error says where it is and what is wrong`(
            _ text: String, _ offset: Int, _ found: UInt8?, _ expected: String
        ) {
            let error = #expect(throws: JSONError.self) { try JSONTree.read(Array(text.utf8)) }
            #expect(error == JSONError(offset: offset, found: found, expected: expected))
        }

        @Test func `an error reads as a sentence`() {
            let visible = JSONError(offset: 3, found: 0x7D, expected: "a value")
            #expect("\(visible)" == "not JSON at byte 3: found \"}\", expected a value")
            let control = JSONError(offset: 0, found: 0x0A, expected: "a value")
            #expect("\(control)" == "not JSON at byte 0: found byte 0xA, expected a value")
            let end = JSONError(offset: 9, found: nil, expected: "a colon")
            #expect("\(end)" == "not JSON at byte 9: found the end, expected a colon")
        }

        @Test(arguments: [
            ("{", JSONReader.Kind.object), (" [", .array), ("\n\"", .string), ("-", .number),
            ("7", .number), ("t", .boolean), ("f", .boolean), ("n", .null), ("", .end), (" ", .end),
            ("x", .invalid), ("]", .invalid), ("+", .invalid),
        ])
        func `a look ahead tells the kind`(_ text: String, _ kind: JSONReader.Kind) {
            Array(text.utf8).withUnsafeBytes { bytes in
                var reader = JSONReader(bytes)
                #expect(reader.peek() == kind)
                #expect(reader.peek() == kind)
            }
        }

        @Test func `asking for the wrong kind is an error and null is optional`() throws {
            try Array("[1,null]".utf8).withUnsafeBytes { bytes in
                var reader = JSONReader(bytes)
                #expect(throws: JSONError.self) { _ = try reader.readString() }
                reader = JSONReader(bytes)
                #expect(throws: JSONError.self) { _ = try reader.readNumber() }
                reader = JSONReader(bytes)
                #expect(throws: JSONError.self) { _ = try reader.readBoolean() }
                reader = JSONReader(bytes)
                #expect(throws: JSONError.self) { try reader.readObject { _, _ in } }
                reader = JSONReader(bytes)
                let isNull = try reader.readNull()
                #expect(!isNull)
                var nulls = 0
                try reader.readArray { (reader) throws(JSONError) in
                    if try reader.readNull() { nulls += 1 } else { try reader.skipValue() }
                }
                #expect(nulls == 1)
            }
        }
    }
}
