import Exposition
import Testing

@Suite struct ExpositionParserTests {
    private func parse(_ text: String) throws -> [MetricFamily] {
        try ExpositionParser.parse(text.utf8)
    }

    @Test func `an empty body has no families`() throws {
        #expect(try parse("").isEmpty)
        #expect(try parse("\n\r\n  \t\n# a comment\n#\n#HELP x glued\n").isEmpty)
    }

    @Test func `a bare sample makes an untyped family`() throws {
        let families = try parse("up 1\n")
        #expect(
            families == [
                MetricFamily(name: "up", type: .untyped, samples: [Sample(name: "up", value: 1)])
            ])
    }

    @Test func `labels, blanks, a trailing comma and a timestamp are read`() throws {
        let families = try parse("\tm { a = \"1\" , b=\"x,}y\", }  2.5  -1700000000000 \n")
        let labels = [Label(name: "a", value: "1"), Label(name: "b", value: "x,}y")]
        #expect(
            families.first?.samples == [
                Sample(
                    name: "m", labels: labels, value: 2.5,
                    timestamp: Timestamp(milliseconds: -1_700_000_000_000))
            ])
    }

    @Test func `escapes are replaced in label values and in help`() throws {
        let families = try parse(
            #"""
            # HELP m a \\ b \n c \" d \q
            # TYPE m gauge
            m{p="C:\\d",q="\"x\"",n="1\n2"} 0
            """#)
        let family = try #require(families.first)
        #expect(family.help == "a \\ b \n c \\\" d \\q")
        #expect(family.samples.first?.labels.map(\.value) == ["C:\\d", "\"x\"", "1\n2"])
    }

    @Test func `equal raw bytes of neighbouring lines give equal strings`() throws {
        let families = try parse(
            "m{a=\"x\\\\\",b=\"1\"} 1\nm{a=\"x\\\\\",b=\"2\"} 2\nm{b=\"x\"} 3\n")
        #expect(
            families.first?.samples.map(\.labels) == [
                [Label(name: "a", value: "x\\"), Label(name: "b", value: "1")],
                [Label(name: "a", value: "x\\"), Label(name: "b", value: "2")],
                [Label(name: "b", value: "x")],
            ])
    }

    @Test func `CRLF lines and a last line without line feed are read`() throws {
        let families = try parse("# TYPE m counter\r\nm 1\r\nn 2\r")
        #expect(families.map(\.name) == ["m", "n"])
        #expect(families.map(\.type) == [.counter, .untyped])
        #expect(families.last?.samples.first?.value == 2)
    }

    @Test func `children join the histogram or summary declared before them`() throws {
        let families = try parse(
            """
            # TYPE h histogram
            h_bucket{le="+Inf"} 3
            h_sum 4.5
            h_count 3
            # TYPE s summary
            s{quantile="0.5"} 1
            s_sum 2
            s_count 2
            s_bucket 9
            # TYPE g gauge
            g_count 7
            """)
        #expect(families.map(\.name) == ["h", "s", "s_bucket", "g", "g_count"])
        #expect(families.map(\.samples.count) == [3, 3, 1, 0, 1])
        #expect(families.map(\.type) == [.histogram, .summary, .untyped, .gauge, .untyped])
    }

    @Test func `a family declared under the exact name wins over a parent histogram`() throws {
        let families = try parse(
            "# TYPE h_count gauge\n# TYPE h histogram\nh_count 1\nh_bucket{le=\"+Inf\"} 1\n")
        #expect(families.map(\.name) == ["h_count", "h"])
        #expect(families.map(\.samples.count) == [1, 1])
    }

    @Test func `interleaved families are joined in order of first mention`() throws {
        let families = try parse(
            "# TYPE a counter\na{x=\"1\"} 1\nb 2\na{x=\"2\"} 3\n# HELP b late\n# TYPE a counter\n")
        #expect(families.map(\.name) == ["a", "b"])
        #expect(families[0].samples.map(\.value) == [1, 3])
        #expect(families[1].help == "late")
    }

    @Test func `quoted UTF-8 names are read and written`() throws {
        let body = """
            # HELP "my.metric" help
            # TYPE "my.metric" gauge
            {"my.metric","label.name"="v",plain="w"} 1.0
            {"my.metric"} 2.0

            """
        let families = try parse(body)
        #expect(families.map(\.name) == ["my.metric"])
        #expect(families.first?.samples.first?.label("label.name") == "v")
        #expect(families.first?.samples.count == 2)
        #expect(String(decoding: ExpositionEncoder.encode(families), as: UTF8.self) == body)
    }

    @Test func `a duplicate series is kept once when asked for`() throws {
        let text = "m{a=\"1\",b=\"2\"} 1\nm{b=\"2\",a=\"1\"} 5\nm{a=\"1\",b=\"2\"} 6 77\n"
        let kept = try ExpositionParser.parse(
            text.utf8, options: ExpositionOptions(duplicateSeries: .keepFirst))
        #expect(kept.first?.samples.map(\.value) == [1, 6], "another timestamp is another sample")
    }

    @Test func `a collection without contiguous storage gives the same families`() throws {
        let text = "# TYPE m gauge\nm{a=\"b\"} 1\n"
        let lazily = text.utf8.lazy.map { $0 }
        #expect(try ExpositionParser.parse(lazily) == parse(text))
    }

    @Test func `bounds are inclusive`() throws {
        let exact = ExpositionOptions(lineBytesMax: 8, samplesMax: 2, labelsMax: 1)
        #expect(
            try ExpositionParser.parse("aaaaaa 1\r\nb{c=\"\"}1\n".utf8, options: exact).count == 2)
    }
}
