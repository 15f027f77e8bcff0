extension StreamCase {
    private static let long = String(repeating: "x", count: 300)

    /// The cases of the web platform tests (eventsource/format-*) and of the standard's own
    /// examples, and some that only an incremental parser can get wrong.
    static let table: [StreamCase] = standardExamples + platformTests + ends + incremental

    private static let standardExamples = [
        StreamCase(
            "standard: three lines", "data: YHOO\ndata: +2\ndata: 10\n\n",
            [.init("YHOO\n+2\n10")]),
        StreamCase(
            "standard: four blocks",
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\n"
                + "data:  third event\n\n",
            [.init("first event"), .init("second event"), .init(" third event")], comments: 1),
        StreamCase(
            "standard: empty data and a block cut off", "data\n\ndata\ndata\n\ndata:",
            [.init(""), .init("\n")], unfinished: true),
        StreamCase(
            "standard: the space is optional", "data:test\n\ndata: test\n\n",
            [
                .init("test"), .init("test"),
            ]),
    ]

    private static let platformTests = [
        StreamCase(
            "bom at the start only", "\u{FEFF}data:1\n\n\u{FEFF}data:2\n\ndata:3\n\n",
            [.init("1"), .init("3")]),
        StreamCase(
            "two boms", "\u{FEFF}\u{FEFF}data:1\n\ndata:2\n\ndata:3\n\n",
            [.init("2"), .init("3")]),
        StreamCase(
            "comments",
            "data:1\r:\0\n:\r\ndata:2\n:\(long)\rdata:3\n:data:fail\r:\(long)\ndata:4\n\n",
            [.init("1\n2\n3\n4")], comments: 5),
        StreamCase(
            "data before the final empty line", "retry:1000\ndata:test1\n\nid:test\ndata:test2",
            [.init("test1")], id: "test", retry: 1000, unfinished: true),
        StreamCase(
            "data fields", "data:\n\ndata\ndata\n\ndata:test\n\n",
            [.init(""), .init("\n"), .init("test")]),
        StreamCase("an empty event type", "event: \ndata:data\n\n", [.init("data")]),
        StreamCase(
            "an event type lasts for one event", "event:test\ndata:x\n\ndata:x\n\n",
            [.init("x", type: "test"), .init("x")]),
        StreamCase(
            "an event type without data is forgotten", "event:test\n\ndata:x\n\n", [.init("x")]),
        StreamCase(
            "the last event type wins", "event:a\nevent:b\ndata:x\n\n",
            [
                .init("x", type: "b")
            ]),
        StreamCase("an id stays", "id:1\ndata:a\n\ndata:b\n\n", [.init("a"), .init("b")], id: "1"),
        StreamCase(
            "an empty id resets", "id:1\ndata:a\n\nid\ndata:b\n\n",
            [
                .init("a"), .init("b"),
            ]),
        StreamCase("an id with NULL is ignored", "id:a\0b\ndata:hello\n\n", [.init("hello")]),
        StreamCase(
            "field names are exact",
            "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\r"
                + "data:\r\n data:32\ndata:4\n\n",
            [.init("\0\n 2\n1\n3\n\n4")]),
        StreamCase("retry", "retry:3000\ndata:x\n\n", [.init("x")], retry: 3000),
        StreamCase(
            "a bogus retry is ignored", "retry:3000\nretry:1000x\nretry:-5\ndata:x\n\n",
            [.init("x")], retry: 3000),
        StreamCase("an empty retry is ignored", "retry\ndata:test\n\n", [.init("test")]),
        StreamCase(
            "unknown fields",
            "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\n"
                + "data:test\n\n",
            [.init("test\n\ntest")], comments: 1),
        StreamCase(
            "one leading space", "data:\ttest\rdata: \ndata:test\n\n",
            [.init("\ttest\n\ntest")]),
        StreamCase(
            "mixed line ends", "data:test\r\ndata\ndata:test\r\n\r", [.init("test\n\ntest")]),
        StreamCase("NULL in data", "data:\0\n\n\n\n", [.init("\0")]),
        StreamCase("utf-8", "data:ok…\n\n", [.init("ok…")]),
    ]

    private static let ends = [
        StreamCase("an empty stream", "", []),
        StreamCase("only a bom", "\u{FEFF}", []),
        StreamCase("only blank lines", "\n\r\r\n\n", []),
        StreamCase("a half event is dropped", "data:a\n\ndata:b\n", [.init("a")], unfinished: true),
        StreamCase("a half line is dropped", "data:a\n\ndata:b", [.init("a")], unfinished: true),
        StreamCase("a half field name", "da", [], unfinished: true),
        StreamCase("CR CR ends an event at once", "data:a\r\r", [.init("a")]),
        StreamCase("CRLF CRLF", "data:a\r\n\r\ndata:b\r\n\r\n", [.init("a"), .init("b")]),
        StreamCase("CRLF CR", "data:a\r\n\rdata:b\n\n", [.init("a"), .init("b")]),
        StreamCase("LF CRLF", "data:a\n\r\ndata:b\n\r\n", [.init("a"), .init("b")]),
        StreamCase("CR LF LF is one line end and one blank line", "data:a\r\n\n", [.init("a")]),
        StreamCase("LF CR is two line ends", "data:a\n\r", [.init("a")]),
    ]

    private static let incremental = [
        StreamCase(
            "something that begins like a bom", bytes: [0xEF, 0xBB] + Array("data:a\n\n".utf8), []),
        StreamCase(
            "the first two bytes of a bom, then an event",
            bytes: [0xEF, 0x0A] + Array("data:a\n\n".utf8), [.init("a")]),
        StreamCase("colons in the value", "data:a:b: c\n\n", [.init("a:b: c")]),
        StreamCase("colon first, then data", ":data:x\ndata:y\n\n", [.init("y")], comments: 1),
        StreamCase(
            "not utf-8 passes through", bytes: Array("data:".utf8) + [0xFF, 0xC3, 0x0A, 0x0A],
            [.init(typeBytes: [], dataBytes: [0xFF, 0xC3])]),
        StreamCase(
            "an end mark after tokens", "data: {\"a\":1}\n\ndata: [DONE]\n\n",
            [.init("{\"a\":1}"), .init("[DONE]")]),
        StreamCase(
            "a field name and a bit", "data1:x\nids:1\nretry2:3\neventual:y\ndata:z\n\n",
            [.init("z")]),
        StreamCase(
            "keep-alives between tokens", ": ping\n\ndata:a\n\n: ping\n\n:\n\ndata:b\n\n",
            [.init("a"), .init("b")], comments: 3),
    ]
}
