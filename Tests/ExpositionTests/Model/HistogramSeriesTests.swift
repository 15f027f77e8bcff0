import Exposition
import Testing

@Suite struct HistogramSeriesTests {
    static let series = HistogramSeries(
        labels: [Label(name: "engine", value: "0")], upperBounds: [0.001, 5, 7.5],
        cumulativeCounts: [1, 2, 2], count: 3, sum: 21.5)

    @Test func `a histogram is written in the order and spelling of the Python client`() {
        let family = MetricFamily(name: "x", help: nil, histograms: [Self.series])
        let text = String(decoding: ExpositionEncoder.encode([family]), as: UTF8.self)
        #expect(
            text == """
                # TYPE x histogram
                x_bucket{engine="0",le="0.001"} 1.0
                x_bucket{engine="0",le="5.0"} 2.0
                x_bucket{engine="0",le="7.5"} 2.0
                x_bucket{engine="0",le="+Inf"} 3.0
                x_count{engine="0"} 3.0
                x_sum{engine="0"} 21.5

                """)
    }

    @Test(arguments: [FloatStyle.python, .go])
    func `a written histogram is read back whatever the spelling of le`(floats: FloatStyle) throws {
        var other = Self.series
        other.labels = [Label(name: "engine", value: "1")]
        other.sum = nil
        let family = MetricFamily(
            name: "x", help: nil, histograms: [Self.series, other], floats: floats)
        let parsed = try ExpositionParser.parse(
            ExpositionEncoder.encode([family], floats: floats))
        #expect(parsed.first?.histograms == [Self.series, other])
    }

    @Test func `buckets out of order and labels in another order make one child`() throws {
        let families = try ExpositionParser.parse(
            """
            # TYPE x histogram
            x_bucket{a="1",le="10",b="2"} 4
            x_bucket{b="2",a="1",le="5"} 3
            x_count{b="2",a="1"} 6
            """.utf8)
        let child = try #require(families.first?.histograms.first)
        #expect(families.first?.histograms.count == 1)
        #expect(child.upperBounds == [5, 10])
        #expect(child.cumulativeCounts == [3, 4])
        #expect(child.count == 6)
        #expect(child.sum == nil)
    }

    @Test func `children that cannot be read are left out`() throws {
        let families = try ExpositionParser.parse(
            """
            # TYPE x histogram
            x_bucket{le="five"} 4
            x_count 6
            x_bucket{k="2",le="5"} 4
            # TYPE g gauge
            g 1
            """.utf8)
        #expect(families.map(\.histograms.count) == [0, 0])
    }
}
