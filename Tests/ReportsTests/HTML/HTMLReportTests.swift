import Foundation
import Readiness
import Testing

@testable import Reports

@Suite struct HTMLReportTests {
    /// Every element the pages are made of; what a server says must not add one.
    private static let elements: Set<String> = [
        "html", "head", "meta", "link", "title", "style", "body", "header", "main", "footer", "div",
        "section", "figure", "figcaption", "h1", "h2", "h3", "p", "span", "strong", "em", "code",
        "pre", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "a", "i",
        "u", "b", "details", "summary", "svg", "desc", "line", "rect", "circle", "path", "text",
    ]

    @Test(arguments: SampleReports.names)
    func `a page holds known elements only and each is closed`(name: String) throws {
        let html = HTMLReport.render(try SampleReports.report(name))
        var open: [Substring] = []
        for tag in html.matches(of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>/) {
            let name = tag.2
            #expect(Self.elements.contains(String(name)), "\(tag.0)")
            #expect(!tag.3.contains(/\son[a-z]+=/), "\(tag.0)")
            if tag.1 == "/" {
                #expect(open.popLast() == name, "\(tag.0)")
            } else if !["meta", "link"].contains(name), !tag.3.hasSuffix("/") {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: SampleReports.names)
    func `a page asks for nothing`(name: String) throws {
        let html = HTMLReport.render(try SampleReports.report(name))
        let links = html.matches(of: /\s(?:href|src|action|data)="([^"]*)"/).map { String($0.1) }
        let files = ["verdict.json", "probes.jsonl", "report.md", "junit.xml"]
        for link in links {
            #expect(link.hasPrefix("#") || link == "data:," || files.contains(link), "\(link)")
        }
        #expect(html.contains("default-src 'none'"))
        #expect(!html.contains("@import") && !html.contains("url("))
    }

    @Test(arguments: SampleReports.names)
    func `names within a page are unique and links lead to them`(name: String) throws {
        let html = HTMLReport.render(try SampleReports.report(name))
        let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(ids.count == Set(ids).count)
        for link in html.matches(of: /\shref="#([^"]*)"/) {
            #expect(ids.contains(String(link.1)), "\(link.1)")
        }
        for label in html.matches(of: /\saria-labelledby="([^"]*)"/) {
            #expect(label.1.split(separator: " ").allSatisfy { ids.contains(String($0)) })
        }
    }

    @Test func `what a server says is text`() throws {
        let html = HTMLReport.render(try SampleReports.report("nasty-failures"))
        #expect(
            html.contains(
                "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;quoted&#39;"))
        #expect(html.contains("<title>NOT READY: &lt;b&gt;name&lt;/b&gt;"))
        #expect(html.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"))
        #expect(html.unicodeScalars.allSatisfy { SafeText.isReadable($0) || $0 == "\n" })
    }

    @Test func `the page begins with the verdict and no other`() throws {
        for name in SampleReports.names {
            let report = try SampleReports.report(name)
            let html = HTMLReport.render(report)
            let header = try #require(html.firstMatch(of: /(?s)<header.*?<\/header>/)).0
            #expect(header.contains("</span> \(report.verdict.title)</p>"))
            guard report.verdict != .notReady else { continue }
            #expect(!html.contains("NOT READY"))
        }
    }

    @Test func `a long run lists its first requests and says where the others are`() throws {
        var report = try SampleReports.report("ready")
        let one = try #require(report.probes.last)
        report.probes = Array(repeating: one, count: 2500)
        let html = HTMLReport.render(report)
        #expect(html.matches(of: /<td data-title="#">/).count == HTMLPage.listedMax)
        #expect(html.contains("1500 more are in <code>probes.jsonl</code>"))
        #expect(html.contains("Every request (2500)"))
    }

    @Test func `a bar shows the interval and the required share on one axis`() throws {
        let report = try SampleReports.report("ready")
        let bar = try #require(IntervalBar(report.objectives[0], of: report)).element(style: "met")
        // From 95.18 % to 100 % with 95 % required, on an axis from 90 % to 100 %.
        #expect(bar.contains("<i style=\"left:51.81%;width:48.19%\">"))
        #expect(bar.contains("<b style=\"left:50%\">"))
        #expect(bar.contains("<span>90 %</span><span>100 %</span>"))
        let dead = try SampleReports.report("unreachable")
        #expect(IntervalBar(dead.objectives[0], of: dead) == nil)
    }

    @Test func `plots keep the size that a screen can show`() throws {
        for name in SampleReports.names {
            let size = HTMLReport.render(try SampleReports.report(name)).utf8.count
            #expect(size < 150_000, "\(name)")
        }
    }
}
