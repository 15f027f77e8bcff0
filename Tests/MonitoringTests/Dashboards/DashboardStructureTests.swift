import Foundation
import Monitoring
import Signals
import Testing

@Suite struct DashboardStructureTests {
    private typealias Node = [String: Any]

    private func boards(_ subject: DashboardCase) throws -> [(name: String, node: Node)] {
        try subject.files().map { file in
            let object = try JSONSerialization.jsonObject(with: Data(file.text.utf8))
            return (file.path, try #require(object as? Node))
        }
    }

    private func panels(_ board: Node) throws -> [Node] {
        try #require(board["panels"] as? [Node])
    }

    @Test(arguments: DashboardCase.all)
    func `every board has the six names, the schema, tags and variables`(
        subject: DashboardCase
    ) throws {
        let boards = try boards(subject)
        #expect(
            boards.map(\.name)
                == [
                    "overview", "capacity", "latency", "replicas", "hardware", "diagnostics",
                ].map { "grafana/dashboards/\($0).json" })
        #expect(Set(boards.compactMap { $0.node["uid"] as? String }).count == boards.count)
        for (name, board) in boards {
            #expect(board["schemaVersion"] as? Int == 39, "\(name)")
            let uid = try #require(board["uid"] as? String)
            #expect((8...40).contains(uid.count), "\(uid)")
            #expect(board["tags"] as? [String] == ["firstlight", subject.engine.rawValue])
            let templating = try #require(board["templating"] as? Node)
            let variables = try #require(templating["list"] as? [Node])
                .compactMap { $0["name"] as? String }
            #expect(variables.first == "datasource")
            #expect(variables.contains("job") && variables.contains("instance"))
            let model = try subject.subject().labels.model
            #expect(variables.contains("model") == (model != nil))
        }
    }

    @Test(arguments: DashboardCase.all)
    func `every panel says what it shows, in which unit, and what is good`(
        subject: DashboardCase
    ) throws {
        for (name, board) in try boards(subject) {
            for panel in try panels(board) where panel["type"] as? String != "row" {
                let title = try #require(panel["title"] as? String)
                let place: Comment = "\(name), \(title)"
                let detail = try #require(panel["description"] as? String, place)
                #expect(detail.hasSuffix(".") && detail.count > 30, place)
                let config = try #require(panel["fieldConfig"] as? Node, place)
                let defaults = try #require(config["defaults"] as? Node, place)
                #expect((defaults["unit"] as? String)?.isEmpty == false, place)
                let thresholds = try #require(defaults["thresholds"] as? Node, place)
                let steps = try #require(thresholds["steps"] as? [Node], place)
                #expect(steps.first?["value"] is NSNull, place)
                let values = steps.dropFirst().compactMap { $0["value"] as? Double }
                #expect(values == values.sorted() && values.count == steps.count - 1, place)
                let options = try #require(panel["options"] as? Node, place)
                #expect(options["thresholds"] == nil && options["unit"] == nil, place)
                let source = try #require(panel["datasource"] as? [String: String], place)
                #expect(source == ["type": "prometheus", "uid": "${datasource}"], place)
                let link = try #require((panel["links"] as? [Node])?.first, place)
                let url = try #require(link["url"] as? String, place)
                let alert = try #require(
                    url.split(separator: "/").last?.split(separator: ".").first)
                #expect(AlertID(rawValue: String(alert)) != nil, place)
            }
        }
    }

    @Test(arguments: DashboardCase.all)
    func `panels lie on the grid beside and never on one another`(subject: DashboardCase) throws {
        for (name, board) in try boards(subject) {
            var taken: Set<[Int]> = []
            var ids: Set<Int> = []
            for panel in try panels(board) {
                let place: Comment = "\(name), \(panel["title"] ?? "")"
                #expect(ids.insert(try #require(panel["id"] as? Int)).inserted, place)
                let grid = try #require(panel["gridPos"] as? [String: Int], place)
                let (x, y) = (try #require(grid["x"]), try #require(grid["y"]))
                let (width, height) = (try #require(grid["w"]), try #require(grid["h"]))
                #expect(x >= 0 && width > 0 && x + width <= 24 && height > 0, place)
                for column in x..<x + width {
                    for line in y..<y + height {
                        #expect(taken.insert([column, line]).inserted, place)
                    }
                }
            }
        }
    }

    @Test(arguments: DashboardCase.all)
    func `every query has a letter of its own, and counters go over the rate interval`(
        subject: DashboardCase
    ) throws {
        for (name, board) in try boards(subject) {
            for panel in try panels(board) where panel["type"] as? String != "row" {
                let place: Comment = "\(name), \(panel["title"] ?? "")"
                let targets = try #require(panel["targets"] as? [Node], place)
                #expect(targets.isEmpty == (panel["type"] as? String == "text"), place)
                let letters = targets.compactMap { $0["refId"] as? String }
                #expect(Set(letters).count == targets.count, place)
                for target in targets {
                    let text = try #require(target["expr"] as? String, place)
                    let ranges = text.split(separator: "[").dropFirst()
                        .compactMap { $0.split(separator: "]").first }
                    // A slope wants more scrapes than a rate.
                    let isKnown = ranges.allSatisfy {
                        $0 == "$__rate_interval" || $0 == "10m" && text.contains("deriv(")
                    }
                    #expect(isKnown, "\(place): \(text)")
                    #expect(!text.contains("histogram_quantile") || text.contains("by (le"), place)
                    #expect(target["datasource"] as? [String: String] != nil, place)
                }
            }
        }
    }

    @Test func `the same name gives the same identifiers, and a long one a digest`() throws {
        let short = try GenerationSubject(engine: .vllm, name: "chat", toolVersion: "1")
        #expect(DashboardSet.boards(for: short).first?.uid == "fl-chat-overview")
        let names = ["a", "b"].map { String(repeating: "long-name-", count: 4) + $0 }
        let uids = try names.map { name in
            let subject = try GenerationSubject(engine: .vllm, name: name, toolVersion: "1")
            return try #require(DashboardSet.boards(for: subject).first?.uid)
        }
        #expect(uids.allSatisfy { $0.count == 40 })
        #expect(uids[0] != uids[1])
    }

    @Test(arguments: DashboardCase.all)
    func `a resource of the second version lays out each of its panels once`(
        subject: DashboardCase
    ) throws {
        for file in try subject.files(.v2) {
            let object = try JSONSerialization.jsonObject(with: Data(file.text.utf8))
            let spec = try #require((object as? Node)?["spec"] as? Node)
            let elements = try #require(spec["elements"] as? Node)
            let layout = try #require((spec["layout"] as? Node)?["spec"] as? Node)
            var names: [String] = []
            for row in try #require(layout["rows"] as? [Node]) {
                let inner = try #require((row["spec"] as? Node)?["layout"] as? Node)
                for item in try #require((inner["spec"] as? Node)?["items"] as? [Node]) {
                    let element = try #require((item["spec"] as? Node)?["element"] as? Node)
                    names.append(try #require(element["name"] as? String))
                }
            }
            #expect(names.count == Set(names).count)
            #expect(Set(names) == Set(elements.keys))
        }
    }
}
