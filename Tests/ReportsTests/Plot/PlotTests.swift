import Foundation
import Inference
import Load
import Readiness
import Testing

@testable import Reports

@Suite struct PlotTests {
    @Test(arguments: SampleReports.names)
    func `every coordinate is a number inside the drawing`(name: String) throws {
        let html = HTMLReport.render(try SampleReports.report(name))
        let svgs = html.matches(of: /(?s)<svg viewBox="0 0 (\S+) (\S+)".*?<\/svg>/)
        #expect(!svgs.isEmpty)
        for svg in svgs {
            let width = try #require(Double(svg.1))
            let height = try #require(Double(svg.2))
            let places = svg.0.matches(of: /\s(x|y|x1|x2|y1|y2|cx|cy)="([^"]*)"/)
            #expect(places.count > 3)
            for place in places {
                let value = try #require(Double(place.2))
                #expect((0...(place.1.contains("x") ? width : height)).contains(value))
            }
            for path in svg.0.matches(of: /\sd="([^"]*)"/) {
                #expect(path.1.wholeMatch(of: /[MLHVZ0-9. -]+/) != nil)
            }
        }
    }

    @Test func `each counted request is a point of the timeline`() throws {
        let report = try SampleReports.report("nasty-failures")
        let figure = try #require(TimelinePlot(report)).figure
        let answered = figure.svg.matches(of: /<circle class="good"/).count
        let failed = figure.svg.matches(of: /<path class="bad"/).count
        #expect(answered == report.counts.succeeded)
        #expect(failed == report.counts.failed)
        #expect(figure.svg.contains("class=\"limit\""))
        #expect(figure.caption.contains("cut short are not shown"))
    }

    @Test func `warm-up requests are marked and shaded`() throws {
        let figure = try #require(TimelinePlot(try SampleReports.report("ready"))).figure
        #expect(figure.svg.matches(of: /<circle class="warm"/).count == 2)
        #expect(figure.svg.contains("class=\"warmup\""))
        let plain = try #require(TimelinePlot(try SampleReports.report("recorded"))).figure
        #expect(!plain.svg.contains("class=\"warmup\""))
    }

    @Test func `many requests are thinned, failures are not, and both are said`() throws {
        var requests = SampleRequests(seed: 9)
        for number in 0..<10_000 {
            if number % 100 == 7 {
                requests.fail("server_error", error: "500", spacing: 0.01)
            } else {
                requests.answer(ttft: 0.1, tokens: 2, spacing: 0.01)
            }
        }
        let report = SampleReport(
            requests.records, verdict: .notReady, class: .failures, headline: "many"
        ).report
        let figure = try #require(TimelinePlot(report)).figure
        let answered = figure.svg.matches(of: /<circle/).count
        #expect(answered <= TimelinePlot.pointsMax && answered > 1000)
        #expect(figure.svg.matches(of: /<path class="bad"/).count == 100)
        let left = 10_000 - answered - 100
        #expect(figure.caption.contains("\(Decimals.grouped(left)) requests are left out"))
        let curve = try #require(DistributionPlot(.ttft, of: report)).figure
        #expect(curve.svg.utf8.count < 60_000)
    }

    @Test func `a distribution ends at the share of answered requests`() throws {
        let report = try SampleReports.report("nasty-failures")
        let figure = try #require(DistributionPlot(.ttft, of: report)).figure
        #expect(figure.svg.contains("11 requests failed: slower than any limit"))
        let curve = try #require(figure.svg.firstMatch(of: /<path class="curve" d="([^"]*)"/)).1
        let last = try #require(
            curve.matches(of: /V([0-9.]+)/).last.flatMap { Double($0.1) })
        // 19 of 30 answered, on an axis from 254 (none) up to 22 (all).
        #expect(abs(last - (254 - 232 * 19 / 30)) < 0.1)
    }

    @Test func `the curve rises with every request`() throws {
        let report = try SampleReports.report("ready")
        let figure = try #require(DistributionPlot(.e2e, of: report)).figure
        let curve = try #require(figure.svg.firstMatch(of: /<path class="curve" d="([^"]*)"/)).1
        let heights = curve.matches(of: /V([0-9.]+)/).compactMap { Double($0.1) }
        #expect(heights == heights.sorted(by: >))
        #expect(heights.last == 22)
    }

    @Test func `the band is that of Dvoretzky, Kiefer and Wolfowitz`() throws {
        let report = try SampleReports.report("ready")
        let figure = try #require(DistributionPlot(.ttft, of: report)).figure
        let band = try #require(figure.svg.firstMatch(of: /<path class="band" d="M64 ([0-9.]+)/)).1
        // sqrt(ln(40) / 160) = 0.15184: the upper edge begins there, on an axis of 232 units.
        #expect(abs(try #require(Double(band)) - (254 - 232 * 0.15184)) < 0.1)
        let gaps = try #require(DistributionPlot(.itl, of: report)).figure
        #expect(!gaps.svg.contains("class=\"band\""))
        #expect(gaps.caption.hasPrefix("No band"))
    }

    @Test func `limits of the plotted metric are drawn and named`() throws {
        let report = try SampleReports.report("ready")
        let ttft = try #require(DistributionPlot(.ttft, of: report)).figure
        #expect(ttft.svg.contains(">p95 ≤ 500 ms</text>"))
        let gaps = try #require(DistributionPlot(.itl, of: report)).figure
        #expect(gaps.svg.contains(">p99 ≤ 150 ms (soft)</text>"))
    }

    @Test func `nothing observed has no distribution`() throws {
        let report = try SampleReports.report("unreachable")
        #expect(DistributionPlot(.ttft, of: report) == nil)
        let figure = try #require(TimelinePlot(report)).figure
        #expect(figure.svg.contains("no request got an answer"))
        var empty = report
        empty.probes = []
        #expect(TimelinePlot(empty) == nil)
    }
}
